"""「R6物流」: a contract whose report is still to be answered, with things the records do not say."""

from datetime import date

from secops.actions.demo.company import ADDRESSEE, EDITION, Company, assign, office, promises
from secops.records.clouds import TERMS_ONLY, Cloud
from secops.records.contracts import Contract
from secops.records.information import Asset
from secops.store.writer import Writer

_FIRST = date(2024, 8, 5)
_SHOWN = date(2024, 8, 2)


def enter(writer: Writer, company: Company) -> None:
    """Enter the contract and its records."""
    contract = writer.add(
        Contract(
            code="R6物流",
            title="令和６年度「架空物流効率化実態調査事業」",
            concluded_on=date(2024, 8, 1),
            starts_on=_FIRST,
            ends_on=date(2025, 3, 14),
            contractor=company.ours,
            addressee=ADDRESSEE,
            edition=EDITION,
            amount=9_900_000,
            capital_disclosed_on=_SHOWN,
            officers_disclosed_on=_SHOWN,
            subcontracts=False,
            brings_devices=False,
            discloses=False,
            uses_cloud=True,
            builds_systems=False,
            makes_content=False,
            builds_web_app=False,
        )
    ).id
    promises(writer, contract, submitted=_SHOWN, accepted=date(2024, 8, 8), filed=date(2024, 8, 9))
    _team(writer, contract, company)
    _information(writer, contract)


def _team(writer: Writer, contract: str, company: Company) -> None:
    room = office(writer, contract, company, "本社５階 会議室", first=_FIRST, shown=_SHOWN)
    for name, role in (("髙橋　一郎", "情報セキュリティ責任者"), ("山﨑　花子", "情報管理責任者")):
        person = company.people[name]
        roles = (role, "業務従事者")
        assign(writer, contract, person, *roles, workplace=room, starts_on=_FIRST, disclosed_on=_SHOWN)


def _information(writer: Writer, contract: str) -> None:
    """What was received, and a service of which it is not said whether 要機密情報 lies in it."""
    writer.add(
        Asset(
            contract=contract,
            name="物流事業者一覧",
            classification="格付の明示なし",
            medium="紙媒体",
            received_on=date(2024, 8, 20),
            location="本社５階 会議室（書庫）",
        )
    )
    writer.add(
        Cloud(
            contract=contract,
            name="架空アンケートフォーム",
            provider="架空フォーム株式会社",
            terms=TERMS_ONLY,
            purpose="物流事業者への照会",
            access_protection="多要素認証",
            assessed_on=date(2024, 8, 6),
            acceptable=True,
            assessment="回答の保存場所と削除の条件を確認した。",
            approved_on=date(2024, 8, 7),
            precautions="個人を識別できる設問を設けない。",
            precautions_on=date(2024, 8, 7),
            starts_on=date(2024, 8, 8),
        )
    )
