from pathlib import Path
from typing import Any
from journeys import scenes_asking
from journeys.take_pictures import photograph
from journeys.pictured import PICTURES, SIZES

FOLDER = Path(__file__).parents[3] / "docs/pictures"


class Cam:
    def __init__(self, open_page, sign):
        self.o, self.s = open_page, sign

    def page(self, script=True):
        p = self.o()
        p.context.set_default_timeout(60000)
        return p

    def page_of(self, key):
        p = self.o()
        p.context.set_default_timeout(60000)
        return self.s(key, p)

    def take(self, page, name):
        picture = PICTURES[name]
        for size, (w, h, most) in SIZES.items():
            page.set_viewport_size({"width": w, "height": h})
            wide, tall = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
            assert wide <= w
            if name == "asking":
                tall = h
            page.set_viewport_size({"width": w, "height": max(h, min(tall, most))})
            (FOLDER / picture.file(size)).write_bytes(photograph(page, w, min(max(h, tall) if name == "asking" else tall, most)))


def test_take(open_page, sign_in_as):
    scenes_asking.walk_asking(Cam(open_page, sign_in_as))
