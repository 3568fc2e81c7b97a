"""The main job as a new user does it: from an empty workspace to the Word file, in the order of the README."""

import zipfile
from pathlib import Path

from docx import Document

CODE = "R6架空"


def test_from_an_empty_workspace_to_the_report(secops, workspace: Path, csv_file) -> None:
    def done(*args: object) -> str:
        said = secops(*args)
        assert said.status == 0, said.err
        return said.out

    # The company and its people.
    done("init")
    done(
        "add",
        "organisation",
        "名称=株式会社架空総研",
        "住所=東京都千代田区架空一丁目",
        "代表者氏名=代表取締役　甲野　太郎",
        "自社=有",
    )
    ours = "株式会社架空総研"
    done("add", "shareholder", f"事業者={ours}", "株主名=甲野　太郎", "国・地域=日本", "議決権比率=100％")
    done("add", "officer", f"事業者={ours}", "氏名=甲野　太郎", "役職=代表取締役", "国籍=日本")
    people = csv_file(
        "氏名,所属,国籍,資格,実績\n"
        f"乙山　花子,{ours},日本,情報処理安全確保支援士,令和５年度調査\n"
        f"髙川　次郎,{ours},日本、ベトナム,基本情報技術者,令和５年度集計\n",
        "cp932",
    )
    done("import", "person", people, "--reason", "人事の名簿から")

    # The contract and what was promised for it.
    days = ("契約締結日=令和6年7月1日", "開始日=2024/7/1", "終了日=R7.1.31", "報告期日=2024-10-31、2025-01-31")
    none = ("再委託=無", "省内への機器持込=無", "省外での複製=無", "外部提供=無", "クラウド利用=無")
    none += (
        "情報システムの構築・運用等=無",
        "アプリケーション・コンテンツの作成=無",
        "外部公開ウェブアプリの構築・改修=無",
    )
    shown = ("資本関係の提示日=R6.7.5", "役員の提示日=R6.7.5")
    done("add", "contract", f"略号={CODE}", "契約件名=令和６年度架空調査", f"受注者={ours}", *days, *none, *shown)
    done("add", "official", "--contract", CODE, "氏名=経産　一郎", "担当開始日=R6.7.1")
    done("add", "assurance", "--contract", CODE, "版=1", "提示日=R6.7.5", "了承日=R6.7.10", "提出日=R6.7.11")
    promises = "\n".join(f"{item},2024-07-10,社内規程による。,2024-07-10" for item in range(2, 18))
    done("import", "method", csv_file(f"項目番号,適用日,遵守の方法,了承日\n{promises}\n"), "--contract", CODE)

    # Who works where.
    done(
        "add",
        "workplace",
        "--contract",
        CODE,
        "名称=本社",
        "種別=自社",
        "住所=東京都千代田区架空一丁目",
        "使用開始日=R6.7.1",
        "提示日=R6.7.5",
    )
    team = csv_file(
        "契約,従事者,役割,雇用区分,実施場所,従事開始日,提示日,誓約日\n"
        f"{CODE},乙山　花子,情報セキュリティ責任者,自社,本社,2024-07-01,2024-07-05,2024-07-01\n"
        f"{CODE},髙川　次郎,情報管理責任者、業務従事者,自社,本社,2024-07-01,2024-07-05,2024-07-01\n"
    )
    done("import", "assignment", team)

    # What the records say.
    items = {item["item"]: item for item in secops("assess", CODE, "--on", "2024-10-31", "--json").json["items"]}
    assert [items[number]["proposed"] for number in (2, 3, 4, 5)] == ["実施", "該当なし", "実施", "該当なし"]
    assert items[5]["drafted_reason"] == "基準日現在、再委託を行っていないため。"

    # The answers: settled proposals as they are, the others by hand.
    refused = secops("report", CODE)
    assert refused.status == 1
    taken = secops("answer", CODE, "all")
    assert taken.status in {0, 1}, taken.err
    for number, item in items.items():
        if number > 1 and item["proposed"] == "要確認":
            basis = ("--basis", "記録を確かめた。")
            done("answer", CODE, number, "未実施", "--reason", "記録を確認中のため。", "--planned", "R6.12.1", *basis)

    # The paper.
    path = Path(done("report", CODE, "--dated", "R6.11.1").strip())
    assert path == workspace / "documents" / f"{CODE}-実施状況報告書-2024-10-31.docx"
    text = "".join(one.text or "" for one in Document(str(path)).element.body.iter() if one.tag.endswith("}t"))
    for phrase in (
        "令和６年１１月１日",
        ours,
        "代表取締役　甲野　太郎",
        "令和６年度架空調査",
        "基準日現在、再委託を行っていないため。",
    ):
        assert phrase in text
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None

    # Handing it in closes its duty, and the next report is the next thing to do.
    done("set", "report", "2024-10-31", "--contract", CODE, "提出日=2024-11-01", "提出媒体=電子媒体")
    states = {duty["due"]: duty["state"] for duty in reporting(secops)}
    assert states == {"2024-11-30": "履行", "2025-03-02": "発生前"}
    done("verify")


def reporting(secops) -> list[dict[str, str]]:
    items = secops("assess", CODE, "--json").json["items"]
    return [duty for item in items for duty in item["duties"] if duty["clause"] == "assurance/reporting"]
