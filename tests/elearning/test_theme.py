from django.test import Client


def test_a_choice_is_kept_in_a_cookie_and_leads_back() -> None:
    response = Client().post("/theme/", {"theme": "dark", "next": "/styleguide/?dir=rtl"})
    assert response.headers["Location"] == "/styleguide/?dir=rtl"
    assert response.cookies["theme"].value == "dark"


def test_as_my_device_forgets_the_choice() -> None:
    response = Client().post("/theme/", {"theme": "auto", "next": "/"})
    assert response.cookies["theme"].value == ""


def test_no_way_leads_to_another_site() -> None:
    response = Client().post("/theme/", {"theme": "dark", "next": "https://evil.example/"})
    assert response.headers["Location"] == "/"


def test_only_a_form_may_choose() -> None:
    assert Client().get("/theme/").status_code == 405
