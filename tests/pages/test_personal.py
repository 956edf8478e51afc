"""The pages about staff: the law's table, what is left out, and where each figure leads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from app import create_app
from settings import Settings
from store import Store


@pytest.fixture(scope="module")
def sample(sample_folder: Path) -> Any:
    return create_app(Settings(), Store(sample_folder)).server.test_client()


def page(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    text: str = answer.text.split('<div id="forst">')[1].split('<div id="react-entry-point">')[0]
    return text.replace("\u00a0", " ")


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup))


def test_the_kommun_has_the_seven_measures(sample: Any) -> None:
    text = words(page(sample, "/personal?rapport=2025-08"))
    assert "Sjukfrånvaron är 6,6 % jan–aug 2025" in text
    assert re.search(r"Kvinnor 7,2 % 7,0 % 290 512 4 062 986", text)
    assert re.search(r"Långtid, 60 dagar eller mer, av all sjukfrånvaro 40,7 % 41,3 % 142 793 351 057", text)


def test_small_groups_say_why_and_give_no_number(sample: Any) -> None:
    text = page(sample, "/namnd/miljonamnden/personal?rapport=2025-08")
    table = words(text.split('id="sjukfranvaro"')[1].split("</table>")[0])
    assert re.search(r"Total sjukfrånvaro 3,8 % 3,8 %", table)
    for label in ("Kvinnor", "Män", "29 år eller yngre", "50 år eller äldre"):
        assert re.search(rf"{label} visas inte : ", table), label
    assert "visas inte : talet kan gälla en enda person" in table
    assert "#ord-sekretess" in text


def test_no_small_figure_stands_anywhere_on_the_pages_it_could(sample: Any, sample_folder: Path) -> None:
    """Source page, row, file: a cell of a small group."""
    store = Store(sample_folder)
    rows = store.table("exempelstad", "miljonamnden", "2025-08")
    cell = next(
        r for r in rows if r["measure"] == "sjuktimmar_kort" and r["kon"] == "M" and r["alder"] == "-29"
    )
    text = words(page(sample, f"/kalla/{cell['fact_id']}"))
    assert "visas inte" in text and f" {cell['raw']} " not in text
    answer = sample.get(f"/ladda-ner/original/{cell['sha256'] if 'sha256' in cell else _sha(store, cell)}")
    assert answer.status_code == 403 and "lämnas inte ut" in answer.text


def _sha(store: Store, cell: dict[str, Any]) -> str:
    found = store.fact(cell["fact_id"])
    assert found is not None
    return str(found["sha256"])


def test_chefer_and_posts(sample: Any) -> None:
    text = words(page(sample, "/personal?rapport=2025-08"))
    assert re.search(r"Äldrenämnden 985 27 36,5 85,2 % ◆ ?över riktmärket", text)
    assert re.search(r"Socialsekreterare Socialnämnden 18 13 2 16 ↑ fler saknas", text)
    assert "Timmarna delade med 1 760 timmar per årsarbetare" in text


def test_the_namnd_page_has_the_most_important(sample: Any) -> None:
    markup = page(sample, "/namnd/socialnamnden?rapport=2025-08")
    text = words(markup.split('id="personal"')[1])
    assert "Sjukfrånvaron är 7,2 % jan–aug 2025" in text
    assert "18 tjänster saknas mot budgeterad bemanning, i en yrkesgrupp." in text
    assert 'href="/namnd/socialnamnden/personal' in markup


def test_numbers_lead_to_their_source(sample: Any) -> None:
    found = set(
        re.findall(r'href="(/kalla/[^"]+)"', page(sample, "/namnd/socialnamnden/personal?rapport=2025-08"))
    )
    assert len(found) >= 10
    for address in found:
        assert sample.get(address.replace("&amp;", "&")).status_code == 200, address


def test_a_kommun_with_percentages_only_shows_them_as_reported(sample: Any) -> None:
    text = words(page(sample, "/namnd/kommunstyrelsen/personal?kommun=goteborg&rapport=2024-08"))
    assert "så som rapporten anger" in text
    assert re.search(r"Handläggare,? ?·? ?Jurist 0 0 0", text), text[-900:]


def test_unknown_and_empty(sample: Any, tmp_path: Path) -> None:
    assert sample.get("/namnd/finns-inte/personal").status_code == 404
    empty = create_app(Settings(), Store(tmp_path)).server.test_client()
    assert "Ingen rapport är publicerad än" in words(page(empty, "/personal"))


def test_arsarbetare_by_form_of_employment_lead_to_their_cells(sample: Any) -> None:
    markup = page(sample, "/namnd/socialnamnden/personal?rapport=2025-08").split('id="bemanning"')[1]
    found = re.findall(
        r'<th scope="row">– (tillsvidare|visstid|tim)[^<]*</th><td[^>]*><a[^>]*href="([^"]*)"', markup
    )
    assert [form for form, _ in found] == ["tillsvidare", "visstid", "tim"]
    source = words(page(sample, found[2][1].replace("&amp;", "&")))
    assert "Socialnämnden" in source and "timavlönade" in source and "timavlonad" not in source


def test_the_kommuns_forms_are_the_sum_of_the_namnders(sample: Any) -> None:
    text = words(page(sample, "/personal?rapport=2025-08").split('id="bemanning"')[1])
    whole, fixed, short = (
        float(re.search(rf"{label} ([\d ]+,\d)", text)[1].replace(" ", "").replace(",", "."))  # type: ignore[index]
        for label in ("Årsarbetare (?:[^\\d]*)", "– tillsvidareanställda", "– visstidsanställda")
    )
    assert round(fixed + short, 1) == whole
    assert "Årsarbetare per anställningsform i nämnderna, jan–aug 2025" in text


def test_no_form_of_the_kommun_where_a_namnd_does_not_tell_it(sample: Any) -> None:
    """April's reports have no personalbilaga: nothing is made up of the other months'."""
    assert "– tillsvidareanställda" not in words(page(sample, "/personal?rapport=2025-04"))
