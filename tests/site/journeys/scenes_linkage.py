"""The part of the walk on which the pictures of linkage are taken: a supervising officer reviews pairs, a statistician counts.

It looks at the invented list of the demonstration. It takes no picture itself: ``camera.take`` does.
"""

from typing import Any

from journeys.scenes import go, press


def walk_linkage(camera: Any) -> None:
    for scene in (reviewing_links, auditing, overlapping):
        scene(camera)


def waiting() -> Any:
    from firmground_site.linkage.models import Pair

    return Pair.objects.filter(state="open", left_person__agency="immd").order_by("-weight")


def reviewing_links(camera: Any) -> None:
    page = camera.page_of("supervisor")
    camera.take(go(page, "linkage:queue"), "links")
    camera.take(go(page, "linkage:pair", waiting().first().pk), "link-pair")
    for pair in list(waiting()[1:3]):
        go(page, "linkage:pair", pair.pk)
        page.get_by_label("Yes, they are one person").check()
        page.get_by_label("What shows it?").fill("The same family, and the same employer named by both.")
        press(page, "Record this")
    camera.take(go(page, "linkage:lists"), "lists")
    camera.take(go(page, "linkage:new_list"), "list-new")


def auditing(camera: Any) -> None:
    from firmground_site.linkage.models import SampleItem

    statistician, supervisor = camera.page_of("statistician"), camera.page_of("supervisor")
    for stratum in ("Links that stand", "Pairs that were never proposed"):
        go(statistician, "linkage:samples")
        statistician.get_by_label(stratum).check()
        statistician.get_by_label("How many pairs").fill("12")
        statistician.get_by_label("Seed").fill("2019")
        press(statistician, "Draw a sample")
    seen = SampleItem.objects.filter(answer="", pair__left_person__agency="immd").order_by("-sample__stratum", "number")
    for place, item in enumerate(list(seen[:9])):
        go(supervisor, "linkage:item", item.pk)
        if place == 0:
            camera.take(supervisor, "link-item")
        supervisor.get_by_label("One person" if item.pair.state == "confirmed" else "Two people").check()
        press(supervisor, "Answer, and go on")
    camera.take(go(statistician, "linkage:samples"), "link-samples")


def overlapping(camera: Any) -> None:
    camera.take(go(camera.page_of("statistician"), "linkage:histories"), "overlaps")
