"""The addresses of members."""

from django.urls import path

from firmground_site.members.views import administration, joining, own

app_name = "members"
urlpatterns = [
    path("", administration.members, name="members"),
    path("invite/", administration.invite, name="invite"),
    path("invited/", administration.invited, name="invited"),
    path("invitations/<uuid:key>/withdraw/", administration.withdraw, name="withdraw"),
    path("you/", own.you, name="you"),
    path("you/elsewhere/", own.elsewhere, name="elsewhere"),
    path("join/<str:token>/", joining.join, name="join"),
    path("<uuid:key>/", administration.member, name="member"),
    path("<uuid:key>/change/", administration.change, name="change"),
    path("<uuid:key>/deactivate/", administration.deactivate, name="deactivate"),
    path("<uuid:key>/reactivate/", administration.reactivate, name="reactivate"),
    path("<uuid:key>/second-factor/", administration.reset_second_factor, name="reset_second_factor"),
]
