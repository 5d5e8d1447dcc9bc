"""The addresses of the design: its gallery."""

from django.urls import path

from firmground_site.design import views

app_name = "design"
urlpatterns = [path("gallery", views.gallery, name="gallery")]
