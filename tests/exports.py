"""Reads files that duizhao-cli wrote with other programs' libraries; exits 3 where one of these is missing."""

import sys
import warnings
from pathlib import Path

try:
    import docx
    import openpyxl
    import pandas
except ImportError as error:
    print(f"not there: {error.name}")
    sys.exit(3)

warnings.simplefilter("error")
folder = Path(sys.argv[1])

# A workbook: numbers are numbers, words whole, the head frozen, filters on.
book = openpyxl.load_workbook(folder / "board.xlsx")
assert book.sheetnames == ["看板", "列说明", "来源"], book.sheetnames
sheet = book["看板"]
head = [cell.value for cell in sheet[1]]
gdp = head.index("地区生产总值 %")
rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=5)]
assert sorted(row[0] for row in rows) == ["云溪市", "云溪市", "白鹭县", "青岚省"], rows
assert all(isinstance(row[gdp], (int, float)) for row in rows), rows
assert "界限" in head[gdp + 1] or "上限" in head[gdp + 1], head
assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref, sheet.freeze_panes
assert sheet.conditional_formatting and len(sheet._charts) == 1
assert len(book["来源"]["G"][1].value) == 64

# Key words are bold inside their sentence.
goals = openpyxl.load_workbook(folder / "goals.xlsx", rich_text=True).worksheets[0]
column = [cell.value for cell in goals[1]].index("原文")
runs = goals[2][column].value
assert any(getattr(run, "font", None) and run.font.b for run in runs), runs

# A document: the head is repeated, the page lies on its side.
document = docx.Document(folder / "board.docx")
table = document.tables[0]
assert "w:tblHeader" in table.rows[0]._tr.xml
assert document.sections[0].page_width > document.sections[0].page_height
assert "白鹭县" in [row.cells[0].text for row in table.rows]

# Typed columns, and the same goals in each format.
panel = pandas.read_parquet(folder / "goals.parquet")
types = panel.dtypes.astype(str).to_dict()
assert types["value"] == "float64" and types["start"] == "int64", types
comma = pandas.read_csv(folder / "goals.csv")
assert len(panel) == len(comma) == goals.max_row - 1 > 20
assert list(comma["摘录"]) == list(panel["quote"])
for key in "region_code level plan_year indicator value value_high unit bound force tier period sha256".split():
    assert key in panel.columns, key
raw = (folder / "goals.csv").read_bytes()
assert raw.startswith(b"\xef\xbb\xbf") and b"\r\n" in raw

# Counts of words: every hit in every format, its sum in the table of topics, the method in its own sheet.
hits = pandas.read_parquet(folder / "hits.parquet")
topics = pandas.read_parquet(folder / "topics.parquet")
assert len(hits) == len(pandas.read_csv(folder / "hits.csv")) > 100
counted = hits[hits["counted"] == "计入"].groupby(["sha256", "topic"]).size()
for _, row in topics.iterrows():
    assert counted.get((row["sha256"], row["topic"]), 0) == row["hits"], row
    assert abs(row["hits"] / row["chars"] * 1000 - row["per_1000_chars"]) < 1e-4, row
    assert abs(row["hits"] / row["word_count"] * 1000 - row["per_1000_words"]) < 1e-4, row
book = openpyxl.load_workbook(folder / "topics.xlsx")
method = "".join(str(row[2].value) for row in book["列说明"].iter_rows())
assert "jieba-rs" in method and "营商环境" in method, method[:400]
print("ok")
