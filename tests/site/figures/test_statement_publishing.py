from figures.stating import published
import pytest

pytestmark = pytest.mark.django_db


def test_smoke(staff):
    made = published(staff)
    print(made, made.digest, len(made.pdf))
