"""Who: phrases to actors. "-" = not asked here; "None" = must stay unnamed. Offices and their holders are facts of record."""

import unicodedata
from datetime import date

import pytest

from sayso import read
from sayso.ground.who import Asked, who_of
from sayso.packs import load_packs

CASES = [
    ("Türkiye's president", "2024-05-01", "TR", "head_of_state", "Recep Tayyip Erdogan"),
    ("the Turkish defence ministry", "2024-05-01", "TR", "ministry", "-"),
    ("Poland’s prime minister", "2023-06-01", "PL", "head_of_government", "Mateusz Morawiecki"),
    ("Polish border guards", "2024-06-01", "PL", "police", "-"),
    ("the French foreign minister", "2024-11-01", "FR", "minister", "Jean-Noël Barrot"),
    ("Britain's defence secretary", "2024-08-01", "GB", "minister", "John Healey"),
    ("the Pentagon", "2024-08-01", "US", "ministry", "-"),
    ("the State Department", "2024-08-01", "US", "ministry", "-"),
    ("US Central Command", "2024-08-01", "US", "military", "-"),
    ("CENTCOM", "2024-08-01", "US", "military", "-"),
    ("the CIA", "2024-08-01", "US", "intelligence", "-"),
    ("MI6", "2024-08-01", "GB", "intelligence", "-"),
    ("Downing Street", "2024-08-01", "GB", "head_of_government", "-"),
    ("the Élysée", "2024-08-01", "FR", "head_of_state", "-"),
    ("Beijing", "2024-08-01", "CN", "state", "-"),
    ("China's foreign ministry", "2024-08-01", "CN", "ministry", "-"),
    ("Xinhua", "2024-08-01", "CN", "media", "-"),
    ("TASS", "2024-08-01", "RU", "media", "-"),
    ("Agence France-Presse", "2024-08-01", "FR", "media", "-"),
    ("the Associated Press", "2024-08-01", "US", "media", "-"),
    ("Al Jazeera", "2024-08-01", "QA", "media", "-"),
    ("the BBC", "2024-08-01", "GB", "media", "-"),
    ("the Institute for the Study of War", "2024-08-01", "US", "-", "-"),
    ("Bellingcat", "2024-08-01", "NL", "-", "-"),
    ("Human Rights Watch", "2024-08-01", "US", "ngo", "-"),
    ("Amnesty International", "2024-08-01", "GB", "ngo", "-"),
    ("the Syrian Observatory for Human Rights", "2024-08-01", "GB", "monitor", "-"),
    ("UN Secretary-General António Guterres", "2024-08-01", "-", "io", "António Guterres"),
    ("the IAEA's director general", "2024-08-01", "-", "io", "Rafael Grossi"),
    ("the EU's foreign policy chief", "2025-02-01", "-", "io", "Kaja Kallas"),
    ("Nato", "2025-02-01", "-", "io", "-"),
    ("the International Criminal Court", "2025-02-01", "-", "-", "-"),
    ("South Korea's National Intelligence Service", "2025-01-13", "KR", "intelligence", "-"),
    ("North Korean soldiers", "2025-01-13", "KP", "military", "-"),
    ("Pyongyang", "2025-01-13", "KP", "state", "-"),
    ("Japan's coast guard", "2025-01-13", "JP", "-", "-"),
    ("Philippine coast guard spokesman Jay Tarriela", "2024-08-13", "PH", "-", "-"),
    ("Ethiopia's prime minister", "2024-08-13", "ET", "head_of_government", "Abiy Ahmed"),
    ("Al-Shabaab", "2024-08-13", "SO", "armed_group", "-"),
    ("Boko Haram", "2024-08-13", "NG", "armed_group", "-"),
    ("the Taliban", "2024-08-13", "AF", "-", "-"),
    ("Pakistan's army", "2024-08-13", "PK", "military", "-"),
    ("Inter-Services Public Relations", "2024-08-13", "PK", "military", "-"),
    ("India's defence minister", "2024-08-13", "IN", "minister", "Rajnath Singh"),
    ("Mali's junta", "2024-08-13", "ML", "-", "-"),
    ("the Wagner Group", "2023-08-13", "RU", "armed_group", "-"),
    ("JNIM", "2024-08-13", "ML", "armed_group", "-"),
    ("Armenia's prime minister", "2023-09-20", "AM", "head_of_government", "Nikol Pashinyan"),
    ("Azerbaijan's defence ministry", "2023-09-20", "AZ", "ministry", "-"),
    ("a prisoner of war", "2023-09-20", "-", "prisoner", "None"),
    ("residents of the village", "2023-09-20", "-", "civilian", "None"),
    ("a senior US official", "2023-09-20", "US", "official", "None"),
    ("Ukrainian prosecutors", "2023-09-20", "UA", "court", "-"),
    ("Kharkiv's mayor", "2023-09-20", "UA", "local_authority", "Ihor Terekhov"),
    ("Houthi military spokesman Yahya Saree", "2024-03-02", "YE", "-", "Yahya Saree"),
    ("the Houthis", "2024-03-02", "YE", "armed_group", "Houthis"),
    ("RSF", "2024-03-02", "-", "-", "-"),
    ("Gaza's civil defence", "2024-10-02", "PS", "official", "-"),
    ("the Israeli military", "2024-10-02", "IL", "military", "Israel Defense Forces"),
    ("Iran's supreme leader", "2024-10-02", "IR", "head_of_state", "Ali Khamenei"),
    ("Tehran", "2024-10-02", "IR", "state", "Iran"),
    ("M23", "2025-02-02", "CD", "armed_group", "M23"),
    ("the Congolese army", "2025-02-02", "CD", "military", "-"),
    ("Rwanda's president", "2025-02-02", "RW", "head_of_state", "Paul Kagame"),
    ("the Arakan Army", "2024-06-02", "MM", "armed_group", "Arakan Army"),
    ("Lloyd's List", "2024-06-02", "GB", "media", "-"),
    ("Ambrey", "2024-06-02", "GB", "-", "-"),
    ("Doctors Without Borders", "2024-06-02", "CH", "ngo", "-"),
    ("the World Food Programme", "2024-06-02", "-", "io", "-"),
    ("Venezuela's attorney general", "2024-08-13", "VE", "court", "-"),
    ("Lukashenko", "2024-08-13", "BY", "head_of_state", "Alexander Lukashenko"),
    ("Zelensky", "2024-08-13", "UA", "head_of_state", "Volodymyr Zelenskyy"),
    ("Ramzan Kadyrov", "2024-08-13", "RU", "governor", "Ramzan Kadyrov"),
    ("the Kremlin spokesman", "2024-08-13", "RU", "spokesperson", "Dmitry Peskov"),
    ("the White House national security adviser", "2024-08-13", "US", "official", "Jake Sullivan"),
    ("Sergei Shoigu", "2024-08-13", "RU", "official", "Sergei Shoigu"),
    ("Hungary's foreign minister", "2024-08-13", "HU", "minister", "Péter Szijjártó"),
    ("Slovakia's prime minister", "2024-08-13", "SK", "head_of_government", "Robert Fico"),
    ("Serbia's president", "2024-08-13", "RS", "head_of_state", "Aleksandar Vučić"),
    ("Egypt's foreign ministry", "2024-08-13", "EG", "ministry", "-"),
    ("Qatar's prime minister", "2024-08-13", "QA", "head_of_government", "Mohammed bin Abdulrahman Al Thani"),
    ("Saudi Arabia's crown prince", "2024-08-13", "SA", "-", "Mohammed bin Salman"),
    ("Brazil's president", "2024-08-13", "BR", "head_of_state", "Luiz Inácio Lula da Silva"),
    ("Colombia's ELN", "2024-08-13", "CO", "armed_group", "-"),
    ("Haitian police", "2024-08-13", "HT", "police", "-"),
    ("Moldova's president", "2024-11-13", "MD", "head_of_state", "Maia Sandu"),
    ("Finnish customs", "2025-01-13", "FI", "-", "-"),
    ("the Estonian navy", "2025-01-13", "EE", "military", "-"),
    ("Denmark's defence ministry", "2025-01-13", "DK", "ministry", "-"),
    ("Ukraine’s defence minister", "2023-08-01", "UA", "minister", "Oleksii Reznikov"),
    ("Ukraine’s defence minister", "2024-08-01", "UA", "minister", "Rustem Umerov"),
    ("the US president", "2024-08-01", "US", "head_of_state", "Joe Biden"),
    ("the US president", "2025-02-01", "US", "head_of_state", "Donald Trump"),
    ("Israel's defence minister", "2024-12-01", "IL", "minister", "Israel Katz"),
    ("two captured North Korean soldiers", "2025-01-13", "KP", "military", "None"),
    ("a Sudanese army spokesman", "2025-01-13", "SD", "spokesperson", "None"),
    ("a Kremlin spokesman", "2024-08-13", "RU", "spokesperson", "None"),
    ("the head of the SBU", "2024-09-01", "UA", "intelligence", "Vasyl Maliuk"),
    ("Israel's chief of staff", "2024-10-10", "IL", "military", "Herzi Halevi"),
    ("Zelensky's chief of staff", "2024-10-25", "UA", "official", "Andrii Yermak"),
    ("Putin's spokesman", "2024-10-25", "RU", "spokesperson", "Dmitry Peskov"),
    ("Netanyahu's office", "2024-10-25", "IL", "head_of_government", "-"),
    ("Russia's former defence minister", "2024-10-25", "RU", "person", "None"),
    ("Ukraine's deputy defence minister", "2024-10-25", "UA", "minister", "None"),
    ("Ukraine's deputy prime minister", "2024-10-25", "UA", "minister", "None"),
    ("Russia's acting defence minister", "2024-10-25", "RU", "minister", "Andrei Belousov"),
    ("the UN's nuclear watchdog", "2024-09-01", "None", "io", "International Atomic Energy Agency"),
    ("the UN's human rights chief", "2024-09-01", "None", "io", "Volker Türk"),
    ("the Times of Israel", "2024-09-01", "IL", "media", "-"),
    ("the Finnish border guard", "2024-12-28", "FI", "police", "-"),
    ("a Finnish border guard", "2024-12-28", "FI", "police", "None"),
    ("the supreme leader", "2024-10-02", "IR", "head_of_state", "Ali Khamenei"),
    ("the chancellor", "2024-10-02", "DE", "head_of_government", "Olaf Scholz"),
    ("the public broadcaster Radio Tarn", "2024-10-02", "None", "media", "Radio Tarn"),
    ("men in RSF uniforms", "2024-10-02", "None", "person", "None"),
    ("a doctor at the Saudi hospital", "2024-10-02", "None", "civilian", "None"),
    ("Wagner's founder", "2023-05-05", "RU", "armed_group", "Yevgeny Prigozhin"),
]


def bare(name: str | None) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(mark))


@pytest.mark.parametrize(("mention", "on", "country", "kind", "name"), CASES)
def test_phrases(mention: str, on: str, country: str, kind: str, name: str) -> None:
    found = who_of(Asked(mention, f"It was so, {mention} said.", date.fromisoformat(on)), load_packs())
    assert found is not None and found.reason is not None
    assert country == "-" or found.country == (None if country == "None" else country)
    assert kind == "-" or found.kind == kind
    assert name == "-" or bare(found.name) == ("" if name == "None" else bare(name))


CONTEXTS = [
    ("the RSF", "The RSF shelled the camp near El Fasher, residents of Darfur said.", "SD"),
    ("RSF", "RSF asked Paris to let the journalists go.", "FR"),
    ("the junta's chief", "The junta's chief spoke in Naypyidaw.", "MM"),
    ("the RSF's commander", "The RSF's commander boasted that El Fasher was next.", "SD"),
    ("the MoD", "The MoD in London said the jet had been escorted out of British airspace.", "GB"),
]


@pytest.mark.parametrize(("mention", "context", "country"), CONTEXTS)
def test_the_sentence_decides_between_namesakes(mention: str, context: str, country: str) -> None:
    found = who_of(Asked(mention, context, date(2024, 5, 1)), load_packs())
    assert found is not None and found.country == country


ABSTAIN = ["the group that nobody had heard of", "it", "who", "us", "the day before", "the prime minister", "the chairman"]


@pytest.mark.parametrize("mention", ABSTAIN)
def test_what_names_nobody_gives_no_name(mention: str) -> None:
    found = who_of(Asked(mention, f"{mention} said so.", date(2024, 5, 1)), load_packs())
    assert found is None or (found.name is None and found.id is None)


def test_sources_of_a_report_are_filled_once_and_with_reasons() -> None:
    text = (
        "Ukraine's security service said on Monday that two soldiers from North Korea had been captured in the Kursk region. "
        "Russia's defence ministry denied that it had sent them. A prisoner told the service that he had been sent to train."
    )
    claims = read(text, published="2025-01-14").claims
    found = {link.source.name: link.source for claim in claims for link in claim.chain}
    assert found["Ukraine's security service"].actor == "ua.sbu"
    assert found["Ukraine's security service"].bloc == "ua"
    assert found["Russia's defence ministry"].bloc == "ru"
    assert all(one.reason is not None for one in found.values() if one.kind)


def test_a_namesake_of_a_minister_stays_himself() -> None:
    text = "A marine called Umerov was freed on Friday. Umerov said that the guards had beaten him."
    for claim in read(text, published="2024-06-03").claims:
        assert all(link.source.actor is None for link in claim.chain)
