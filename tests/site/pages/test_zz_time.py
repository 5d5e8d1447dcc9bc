import pytest, time
from django.db import connection
from django.db.models import Q, Exists, OuterRef
from django.test.utils import CaptureQueriesContext
from pages.people_waiting import many_waiting
from firmground_site.screening import queries, work
from firmground_site.screening.models import *
from firmground_site.access.permissions import Permission
from firmground_site.access.reach import Scope
def visible(actor):
    me = actor.member_id
    offers = HandOver.objects.filter(identification=OuterRef("pk"), answered_at__isnull=True)
    offered = offers.filter(Q(to_officer=me) | Q(to_officer__isnull=True, to_agency=actor.agency))
    shared = NamedReader.objects.filter(person=OuterRef("person"), member=me, ended_at__isnull=True)
    rows = Identification.objects.filter(person__erased_at__isnull=True).select_related("person", "officer")
    s = actor.scope(Permission.IDENTIFICATION_READ)
    if s is None: return rows.none()
    own, agency, referred = Q(officer=me), Q(agency=actor.agency)|Q(Exists(offered)), Q(Exists(shared))
    return rows.filter({Scope.REFERRED: referred, Scope.OWN: own|referred, Scope.AGENCY: own|agency|referred}[s])
@pytest.mark.django_db
def test_time(cast, as_member, monkeypatch):
    many_waiting(cast.identification_officer, 10_000)
    for fn in (None, visible):
      if fn:
        monkeypatch.setattr(work, "identifications_visible_to", fn); monkeypatch.setattr(queries, "identifications_visible_to", fn)
      for m in ("identification_officer","supervisor"):
        c = as_member(m); c.get("/")
        ts=[]
        for _ in range(5):
            t=time.perf_counter(); t0=time.process_time(); c.get("/"); ts.append((time.perf_counter()-t, time.process_time()-t0))
        with CaptureQueriesContext(connection) as q: c.get("/")
        print(connection.vendor, bool(fn), m, "ms", [(round(t*1000),round(u*1000)) for t,u in ts], len(q), [ (float(x["time"]), x["sql"][:30]) for x in q if float(x["time"])>0.02])
