import pytest, time
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pages.people_waiting import many_waiting
@pytest.mark.django_db
def test_time(cast, as_member):
    many_waiting(cast.identification_officer, 10_000)
    for m in ("identification_officer","supervisor"):
        c = as_member(m); c.get("/")
        ts=[]
        for _ in range(5):
            t=time.perf_counter(); c.get("/"); ts.append(time.perf_counter()-t)
        with CaptureQueriesContext(connection) as q: c.get("/")
        print(connection.vendor, m, "ms", [round(t*1000) for t in ts], len(q), [ (float(x["time"]), x["sql"][:60]) for x in q if float(x["time"])>0.01])
