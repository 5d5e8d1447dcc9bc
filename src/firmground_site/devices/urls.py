"""The addresses of the pages about phones and about what they sent that waits."""

from typing import Any

app_name = "devices"
urlpatterns: list[Any] = []
