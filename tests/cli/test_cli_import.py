"""secops import: a table is taken in whole or not at all."""

import io
import zipfile
from pathlib import Path

import pytest

OURS = "株式会社架空総研"
TABLE = f"氏名,所属,国籍,社員番号\n髙橋　一,{OURS},日本,00123\n﨑山　二,{OURS},日本・ベトナム,\n"


def people(secops) -> dict[str, dict[str, object]]:
    return {one["name"]: one for one in secops("list", "person", "--json").json}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_a_file_is_read_in_the_encodings_that_excel_writes(secops, small: Path, csv_file, encoding: str) -> None:
    said = secops("import", "person", csv_file(TABLE, encoding))
    assert (said.status, said.out) == (0, "従事者: 追加2件、変更0件、変更なし0件を取り込みました。\n")
    assert people(secops)["髙橋　一"]["employee_no"] == "00123"  # no number: its zeros stay
    assert people(secops)["﨑山　二"]["nationality"] == ["JP", "VN"]


@pytest.mark.parametrize(
    "table",
    [
        TABLE.replace(",", "\t"),
        TABLE.replace("\n", "\r\n"),
        TABLE.replace("氏名,所属,国籍,社員番号", "name,organisation,nationality,employee_no"),
        TABLE.replace("氏名,所属,国籍,社員番号", "担当者名,所属会社,国籍*,職員番号"),
        TABLE.replace("氏名,所属,国籍,社員番号", '"氏\n名",所 属,国籍,社員番号'),
        TABLE.replace("\n", "\n\n,,,\n"),
    ],
    ids=["tab", "crlf", "code names", "aliases", "spaces and line breaks", "blank rows"],
)
def test_a_table_is_read_as_people_make_it(secops, small: Path, csv_file, table: str) -> None:
    assert secops("import", "person", csv_file(table)).status == 0
    assert {"髙橋　一", "﨑山　二"} < set(people(secops))


def test_a_row_with_a_known_key_changes_the_record_and_blanks_change_nothing(secops, small: Path, csv_file) -> None:
    before = people(secops)["乙山　花子"]
    file = csv_file(f"氏名,所属,国籍,資格,部署\n乙山花子,{OURS},,（消去）,総務部\n")
    said = secops("import", "person", file, "--json")
    assert said.status == 0
    ((name, fields),) = [(one["name"], one["fields"]) for one in said.json["changed"]]
    assert name == f"{OURS} / 乙山花子"
    assert "資格: 情報処理安全確保支援士 → （空欄）" in fields
    after = people(secops)["乙山花子"]
    assert after["id"] == before["id"]
    assert (after["nationality"], after["qualifications"], after["department"]) == (["JP"], "", "総務部")


def test_the_same_file_again_changes_nothing(secops, small: Path, csv_file) -> None:
    file = csv_file(TABLE)
    secops("import", "person", file)
    entries = len(secops("log", "--json").json)
    said = secops("import", "person", file, "--json")
    assert said.json == {"format": 1, "dry_run": False, "added": [], "changed": [], "untouched": 2, "left_alone": []}
    assert len(secops("log", "--json").json) == entries


def test_a_dry_run_tells_and_writes_nothing(secops, small: Path, csv_file) -> None:
    before = people(secops)
    file = csv_file(f"{TABLE}乙山花子,{OURS},中国,\n")
    said = secops("import", "person", file, "--dry-run")
    assert said.status == 0
    assert f"追加 {OURS} / 髙橋　一 / 00123" in said.out
    assert "国籍: 日本 → 中国" in said.out
    assert "追加2件、変更1件、変更なし0件になります（まだ取り込んでいません）。" in said.out
    assert people(secops) == before


def test_every_bad_cell_is_listed_at_once_and_nothing_is_written(secops, small: Path, csv_file) -> None:
    before = people(secops)
    rows = (
        f"丁田　一,{OURS},日本,2024/4/1",
        "丁田　二,どこか,日本,",
        f"丁田　三,{OURS},日本国内,",
        f"丁田　四,{OURS},,",
        f"丁田　五,{OURS},日本,",
        f"丁田　五,{OURS},日本,",
        f"丁田\a六,{OURS},日本,",
        f"丁田　七,{OURS},日本,,余り",
    )
    said = secops("import", "person", csv_file("氏名,所属,国籍,フリガナ\n" + "\n".join(rows) + "\n"))
    assert said.status == 2
    assert "名簿.csvを取り込めません。直すところが6か所あります。何も書き込んでいません。" in said.err
    for line in (
        "名簿.csv 3行目 所属: 事業者「どこか」は見つかりません。",
        "名簿.csv 4行目 国籍: 「日本国内」は読めません（必要なのは国名",
        "名簿.csv 5行目 国籍: 空欄です（国籍は必須）",
        "名簿.csv 7行目: 6行目と同じ従事者です（一つにまとめる）",
        "名簿.csv 8行目 氏名: 「丁田U+0007六」は読めません（必要なのは使えない文字（U+0007）を含まない",
        "名簿.csv 9行目: 見出しより列が多い行です",
    ):
        assert line in said.err
    assert people(secops) == before


def test_a_bad_cell_does_not_hide_a_blank_one_beside_it(secops, small: Path, csv_file) -> None:
    said = secops("import", "organisation", csv_file("名称,住所,代表者氏名,自社\n合同会社架空,,,たぶん\n"))
    for line in ("自社: 「たぶん」は読めません", "住所: 空欄です", "代表者氏名: 空欄です"):
        assert f"名簿.csv 2行目 {line}" in said.err


def test_columns_that_are_no_field_are_named_and_left_alone(secops, small: Path, csv_file) -> None:
    said = secops("import", "person", csv_file(f"氏名,所属,国籍,給与\n丁田　一,{OURS},日本,30万\n"))
    assert said.status == 0
    assert "従事者の項目でない列は取り込みません: 給与" in said.err


def test_rows_of_several_contracts_name_theirs(secops, demo: Path, csv_file) -> None:
    table = (
        "契約,氏名,役割,開始日\nR6物流,グエン ヴァン アン,業務従事者,R6.9.1\nR6後継者,山﨑花子,業務従事者,2024.9.1\n"
    )
    assert secops("import", "assignment", csv_file(table)).status == 0
    found = {
        (one["contract_name"], one["person_name"], one["starts_on"])
        for one in secops("list", "assignment", "--json").json
    }
    assert {("R6物流", "グエン　ヴァン　アン", "2024-09-01"), ("R6後継者", "山﨑　花子", "2024-09-01")} <= found


def test_rows_that_name_no_contract_need_one(secops, demo: Path, csv_file) -> None:
    file = csv_file("氏名,役割,開始日\n𠮷田次郎,業務従事者,2024-09-01\n" * 1)
    said = secops("import", "assignment", file)
    assert said.status == 2
    assert (
        "従事者配置がどの契約のものか分かりません。--contractで略号を指定するか、列「契約」を加えてください。"
        in said.err
    )
    assert secops("import", "assignment", file, "--contract", "R6物流").status == 0


def test_a_row_of_another_contract_than_the_one_named_is_refused(secops, demo: Path, csv_file) -> None:
    file = csv_file("契約,氏名,役割,開始日\nR6後継者,𠮷田次郎,業務従事者,2024-09-01\n")
    said = secops("import", "assignment", file, "--contract", "R6物流")
    assert said.status == 2
    assert "名簿.csv 2行目 契約: --contractで指定した契約と異なります" in said.err


def workbook() -> bytes:
    """Return the beginning of what Excel saves."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (workbook(), "名簿.csvはCSVではありません。表計算ソフトで「CSV UTF-8」として保存してください。"),
        (b"", "名簿.csvは空です。1行目に見出しが必要です。"),
        (b"\n\n,,\n", "名簿.csvは空です。1行目に見出しが必要です。"),
        (b"\x81\xff\x00\xfe" * 50, "名簿.csvの文字コードが分かりません。"),
        (
            "品名,数量\n鉛筆,3\n".encode(),
            "名簿.csv: 1行目に従事者の見出しがありません。使える見出し: 所属（organisation）",
        ),
        ("氏名,名前,所属\n甲,乙,丙\n".encode(), "見出し「名前」は氏名で、同じ項目の列が二つあります。"),
        ('氏名,所属,国籍\n"甲,乙,丙\n'.encode(), "名簿.csv 2行目: 引用符の使い方がCSVの形になっていません"),
        (f"氏名,所属,国籍\n{'甲' * 100_001},乙,日本\n".encode(), "名簿.csv 2行目: 100,000字を超えるセルがあります"),
    ],
    ids=["workbook", "empty", "blank", "no text", "no heading", "doubled heading", "open quote", "endless cell"],
)
def test_a_file_that_is_no_table_says_what_is_wrong(
    secops, small: Path, csv_file, content: bytes, message: str
) -> None:
    said = secops("import", "person", csv_file(content))
    assert said.status == 2
    assert message in said.err
    assert len(people(secops)) == 2


def test_a_file_that_is_not_there_and_a_folder_are_told_apart(secops, small: Path, machine: Path) -> None:
    assert "ファイル「ない.csv」が見つかりません。" in secops("import", "person", "ない.csv").err
    assert "はフォルダです。CSVのファイルを指定してください。" in secops("import", "person", machine).err


def test_a_file_that_may_not_be_read_says_so(secops, small: Path, csv_file, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    file = csv_file(TABLE)
    monkeypatch.setattr(Path, "read_bytes", closed)
    said = secops("import", "person", file)
    assert said.status == 2
    assert "を読む権限がありません。" in said.err


def test_a_heading_without_rows_is_fine(secops, small: Path, csv_file) -> None:
    said = secops("import", "person", csv_file("氏名,所属,国籍\n"))
    assert (said.status, said.out) == (0, "従事者: 追加0件、変更0件、変更なし0件を取り込みました。\n")
