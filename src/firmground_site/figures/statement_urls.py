"""The addresses of statements: those that anybody may open, and those of drafts. Each part has its own list."""

from firmground_site.figures.views import drafts, reviewing, sentences, statements

app_name = "statements"
urlpatterns = [*statements.urlpatterns, *drafts.urlpatterns, *sentences.urlpatterns, *reviewing.urlpatterns]
