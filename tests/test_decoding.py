"""Bytes to text: every encoding that Chinese pages come in, whatever their labels say."""

from __future__ import annotations

import codecs
import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm.errors import DecodingError
from postnorm.reading.decoding import decode, detect_encoding, read_bytes
from postnorm.reading.encodings import encoding_of, read_as
from postnorm.reading.guesses import by_frequency, by_script

HANS = "雨停了，我们沿着河边走回家。他说明天还要来，大家都没有说话。"
HANT = "雨停了，我們沿著河邊走回家。他說明天還要來，大家都沒有說話。"
JAPANESE = "雨がやんだので、私たちは川に沿って家まで歩いた。明日もまた来ると彼は言った。"
KOREAN = "비가 그쳤으니 우리는 강을 따라 집까지 걸어갔다. 내일 다시 오겠다고 그가 말했다."
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)


def rules(data: bytes, declared: str | None = None) -> list[str]:
    return [notice.rule for notice in read_bytes(data, declared=declared)[1]]


# --- no label ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (HANS, "utf-8", "utf-8"),
        (HANS, "gbk", "gb18030"),
        (HANT, "gb18030", "gb18030"),
        (HANT, "cp950", "big5"),
        (HANT, "big5hkscs", "big5"),
        (HANS, "utf-16-le", "utf-16le"),
        (f"<p>{HANS}</p>\r\n", "utf-16-be", "utf-16be"),
        (HANS, "hz", "hz"),
        (HANS, "utf-32-le", "utf-32le"),
        (f"<p>{HANT}</p>\n", "utf-32-be", "utf-32be"),
        (HANS[:8], "utf-16-le", "utf-16le"),
        (HANT[:8], "utf-16-be", "utf-16be"),
        *(
            (text, codec, "gb18030")
            for text in (HANS[:8], "<p>rain</p>\n" * 400 + HANS[:20])
            for codec in ("gb2312", "gbk")
        ),
        *((text, "big5", "big5") for text in (HANT[:8], "<p>rain</p>\n" * 400 + HANT[:20])),
        ("㐀㐁㐂㐃" + HANS, "gb18030", "gb18030"),
        (JAPANESE, "euc-jp", "euc-jp"),
        (JAPANESE, "shift_jis", "shift_jis"),
        (JAPANESE, "iso-2022-jp", "iso-2022-jp"),
        (KOREAN, "euc-kr", "euc-kr"),
    ],
)
def test_unlabelled_chinese_is_recognised(text: str, codec: str, name: str) -> None:
    """Chinese text is read back in each encoding it comes in, and guesses are reported."""
    data = text.encode(codec)
    assert decode(data) == text
    assert detect_encoding(data).encoding == name
    assert rules(data) == ([] if name == "utf-8" else ["decoding.guessed"])


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["utf-8", "utf-16"]))
def test_any_text_with_a_mark_is_read_back(text: str, codec: str) -> None:
    """A byte order mark settles the encoding, and exactly one is taken off."""
    data = codecs.BOM_UTF8 + text.encode() if codec == "utf-8" else text.encode(codec)
    # FF FE 00 00 is the mark of UTF-32 too, and wins where all of the text can be read so.
    if not data.startswith(codecs.BOM_UTF32_LE):
        assert read_bytes(data) == (text, ())


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0~\ufeff<")))
def test_any_utf8_without_a_label_is_read_back_without_a_word(text: str) -> None:
    """A plain UTF-8 file gives no notice."""
    assert read_bytes(text.encode()) == (text, ())


@given(st.text(HAN, max_size=40))
def test_any_han_text_labelled_as_gb_is_read_back(text: str) -> None:
    """Rare characters under a true label are no reason to doubt it."""
    assert decode((text + HANS).encode("gb18030"), declared="gb2312") == text + HANS


@given(st.text(HAN, max_size=40))
def test_any_han_text_among_chinese_is_read_back(text: str) -> None:
    """Enough frequent characters carry any number of rare ones, label or not."""
    hans = text[:20] + HANS * 2
    assert decode(hans.encode("gb18030")) == hans
    hant = text.encode("big5", "ignore").decode("big5")[:20] + HANT * 2
    assert decode(hant.encode("big5hkscs")) == hant


def test_kana_in_a_chinese_text_are_no_sign_of_another_encoding() -> None:
    """A song is quoted in GBK; most of the text is Chinese, and GBK has kana."""
    text = HANS + "「また来る」" + HANS
    assert decode(text.encode("gbk")) == text


def test_chinese_full_of_kana_that_could_be_japanese_is_chinese() -> None:
    """The bytes are EUC-JP, too; read as Chinese they say something."""
    text = "这本书讲的是日语里的こんにちはさようなら怎么说。" * 20
    assert text.encode("gb2312").decode("euc-jp") != text
    assert decode(text.encode("gb2312")) == text


@pytest.mark.parametrize(
    "data",
    [b"\x80" * 40_000, b"\x80a" * 40_000, b"\xff" * 80_000, b"\xc6\xcf" * 40_000],
    ids=lambda data: ascii(data[:2]),
)
def test_long_rows_of_bytes_that_are_no_text_are_an_error(data: bytes) -> None:
    """What the first part decides is what all of it decides."""
    with pytest.raises(DecodingError):
        decode(data)


def test_rows_of_bytes_to_mend_are_mended_one_by_one() -> None:
    """A row is mended at once, and gives as many characters as alone."""
    assert read_as(b"a" + b"\x80" * 5 + b"b\x80", "gb18030") == "a€€€€€b€"
    assert read_as(bytes.fromhex("c6cfc6cfa3e1a3e141"), "big5") == "廴廴€€A"


# --- labels ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "name"),
    [
        *((label, "gb18030") for label in ("gb2312", "GBK", "x-gbk", "gb_2312-80", "cp936")),
        *((label, "big5") for label in ("big5", "Big5-HKSCS", "x-x-big5", "cp950")),
        *((label, "windows-1252") for label in ("latin1", "ISO-8859-1", "us-ascii", " ascii ")),
        *((label, "utf-8") for label in ("UTF8", "utf-8", '"utf-8"')),
        ("utf-16", "utf-16le"),
        ("shift_jis", "shift_jis"),
        *((label, None) for label in ("utf-7", "UTF7", "csUTF7", "x-nope", "", "base64", "rot13")),
    ],
)
def test_labels_mean_what_browsers_take_them_for(label: str, name: str | None) -> None:
    """WHATWG Encoding, 4.2: names and labels; UTF-7 is none of them."""
    assert encoding_of(label) == name


@pytest.mark.parametrize(
    ("label", "data", "text"),
    [
        ("gbk", "80", "€"),
        ("gb2312", "fe59", "\u9fb4"),
        ("gb18030", "a6d9", "\ufe10"),
        ("gb18030", "84318236", "\ufe10"),
        ("gbk", "a3a0", "\u3000"),
        ("gbk", "a8bc", "\u1e3f"),
        ("gb2312", "8139ee39", "\u3400"),
        ("gbk", "c2a9", "漏"),
        ("big5", "a145", "\u2027"),
        ("big5", "a1e3", "\uff5e"),
        ("big5", "a3e1", "€"),
        ("big5", "8862", "\u00ca\u0304"),
        ("latin1", "8199", "\x81™"),
        ("iso-8859-1", "e9", "é"),
    ],
)
def test_single_characters_are_read_as_browsers_do(label: str, data: str, text: str) -> None:
    """Where Python's codecs and browsers differ, browsers are followed."""
    assert decode(bytes.fromhex(data), declared=label) == text


@given(st.binary(max_size=12), st.sampled_from(["gb18030", "big5", "windows-1252"]))
def test_mending_changes_only_what_the_codec_refuses(data: bytes, name: str) -> None:
    """Read strictly or with replacement, bytes without an error give the same text."""
    replaced = read_as(data, name, "replace")
    try:
        assert read_as(data, name) == replaced
    except UnicodeDecodeError as error:
        assert "\ufffd" in replaced
        assert 0 <= error.start < error.end <= len(data)  # noqa: PT017


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="{}">',
        "<META content='text/html; charset={}' http-equiv=Content-Type>",
        '<?xml version="1.0" encoding="{}"?>',
    ],
)
def test_the_label_of_the_page_is_found(head: str) -> None:
    """A page says what it is in, in one of three ways; then nothing was guessed."""
    page = head.format("gb2312") + "囧" * 30
    assert read_bytes(page.encode("gbk")) == (page, ())


def test_a_label_far_down_or_in_a_comment_is_none() -> None:
    """Only the first few thousand bytes outside of comments count."""
    for before in ("<!-- {} -->", "<!--", "x" * 5000 + "{}"):
        page = before.replace("{}", '<meta charset="big5">') + HANS
        assert detect_encoding(page.encode("gbk")).encoding == "gb18030"


@pytest.mark.parametrize("label", ["gb2312", "big5", "latin1", "utf-8", "utf-16", "shift_jis"])
@pytest.mark.parametrize("codec", ["utf-8", "gbk"])
def test_a_lying_label_is_found_out(label: str, codec: str) -> None:
    """The bytes outvote the label, whether declared or in the page, and this is told."""
    data = HANS.encode(codec)
    true = encoding_of(label) == encoding_of(codec)
    assert decode(data, declared=label) == HANS
    assert ("decoding.label-wrong" in rules(data, label)) is not true
    page = f'<meta charset="{label}">{HANS}'
    assert decode(page.encode(codec)) == page


@pytest.mark.parametrize("label", ["utf-7", "x-nope"])
def test_an_unknown_label_is_ignored_and_told(label: str) -> None:
    """A label that names nothing must not decide anything."""
    assert read_bytes(b"+ADw-b+AD4-", declared=label)[0] == "+ADw-b+AD4-"
    assert rules(HANS.encode(), label) == ["decoding.label-unknown"]
    assert label in detect_encoding(HANS.encode(), declared=label).tolerated[0]


def test_latin_text_under_its_label_is_left_alone() -> None:
    """Accents are not mistaken for Chinese, nor for broken UTF-8."""
    text = "été à l'hôtel, déjà vu: naïve Übergröße, señor — “quoted”"
    assert read_bytes(text.encode("cp1252"), declared="iso-8859-1") == (text, ())


# --- cuts and damage ---------------------------------------------------------


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5", "utf-16"])
def test_a_cut_last_character_is_one_replacement_and_told(codec: str) -> None:
    """A page that was cut in a character is read up to there."""
    text, notices = read_bytes(HANT.encode(codec)[:-1])
    assert text == HANT[:-1] + "\ufffd"
    assert notices[-1].rule == "decoding.cut-character"
    assert notices[-1].span == (len(HANT) - 1, len(HANT))


def test_little_damage_is_replaced_and_told() -> None:
    """One bad byte in a long text costs one character, and the notice has its place."""
    data = (HANS * 4).encode() + b"\xff" + HANS.encode()
    text, (notice,) = read_bytes(data)
    assert text == HANS * 4 + "\ufffd" + HANS
    assert notice.rule == "decoding.damaged"
    assert notice.span == (len(HANS) * 4, len(HANS) * 4 + 1)
    assert notice.detail == {"count": 1, "offset": len((HANS * 4).encode())}


@pytest.mark.parametrize(
    ("data", "encoding", "offset"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "utf-8", 0),
        (b"abc\xff\xfe\xfd", "utf-8", 3),
        (codecs.BOM_UTF8 + b"a\xff\xff\xff", "utf-8", 4),
        (b"caf\xe9", "utf-8", 3),
    ],
)
def test_bytes_that_are_no_text_are_an_error(data: bytes, encoding: str, offset: int) -> None:
    """The error names the encoding, the first byte that it cannot read, and what to do."""
    with pytest.raises(DecodingError, match="declared=") as caught:
        decode(data)
    assert (caught.value.encoding, caught.value.offset) == (encoding, offset)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.encoding, again.offset) == (str(caught.value), encoding, offset)


LABELS = st.sampled_from([None, "gbk", "big5", "latin1", "utf-8", "utf-16", "hz", "euc-jp", "?"])
SNIPPETS = st.sampled_from(
    [b"~{", b"~}", b"<meta charset=", b"\xff\xfe", b"\0\0", codecs.BOM_UTF8, b"\x80", b"\xa1"]
)


@given(st.lists(st.binary(max_size=20) | SNIPPETS).map(b"".join), LABELS)
def test_arbitrary_bytes_give_text_or_the_one_error(data: bytes, label: str | None) -> None:
    """Total but for DecodingError; the text has no lone surrogate and the places are in it."""
    try:
        text, notices = read_bytes(data, declared=label)
    except DecodingError as error:
        assert 0 <= error.offset <= len(data)  # noqa: PT017
        return
    text.encode()
    assert all(0 <= n.span[0] < n.span[1] <= len(text) for n in notices if n.span)
    if "\ufffd" in text and "\ufffd" not in data.decode("utf-8", "ignore"):
        assert {n.rule for n in notices} & {"decoding.cut-character", "decoding.damaged"} or (
            b"\xff\xfd" in data or b"\xfd\xff" in data or b"\x84\x31\xa4\x37" in data
        )


# --- arguments ---------------------------------------------------------------


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_all_kinds_of_bytes_are_taken(kind: type) -> None:
    """What holds bytes is bytes."""
    assert decode(kind(HANS.encode("gbk"))) == HANS


def test_wrong_types_are_told_apart() -> None:
    """A str is decoded already, and a label is a str."""
    with pytest.raises(TypeError, match=r"postnorm\.parse"):
        decode(HANS)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="label"):
        decode(b"", declared=5)  # type: ignore[arg-type]
    assert read_bytes(b"") == ("", ())


def test_nothing_that_is_installed_has_a_say() -> None:
    """The room loads the standard library only: one answer whatever else is there."""
    code = (
        "import sys; before = set(sys.modules)\n"
        "from postnorm.reading.decoding import decode; decode('雨停了，我们'.encode('gbk'))\n"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "sys.exit(' '.join(new - sys.stdlib_module_names - {'postnorm'}) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_mark_of_utf_32_may_be_one_of_utf_16() -> None:
    """FF FE 00 00 begins both; the bytes behind it decide."""
    assert decode(b"\xff\xfe\0\0" + "雨停了。".encode("utf-32-le")) == "雨停了。"
    assert decode(b"\xff\xfe\0\0" + "雨停了".encode("utf-16-le")) == "\0雨停了"


def test_frequent_characters_are_no_proof_where_much_is_beyond_ascii() -> None:
    """A label that takes the bytes for fewer characters stands."""
    data = "雨停了，我们沿着河走".encode("gb18030")
    assert by_frequency(data, 0.0, at_most=3) is None
    assert by_frequency(data, 0.0, at_most=20) is not None
    rare = b"\x88m" * 5
    assert by_frequency(rare, 0.0, at_most=3) is None
    assert by_frequency(rare, 0.0) is not None


def test_japanese_among_bytes_of_something_else() -> None:
    """Kana that cannot be read to the end say nothing, and neither do those of a Chinese text."""
    kana = "ひらがなのぶんしょうをよむ".encode("euc-jp")
    assert by_script(kana) is not None
    assert by_script(kana + b"\xff" + kana) is None
    assert by_script(f"{HANS}ひらがなのぶんしょうをよむ".encode("gb18030")) is None
    assert by_script(b"abc") is None


def test_only_bytes_that_cannot_be_read_are_mended() -> None:
    """Characters that cannot be written are somebody else's error."""
    with pytest.raises(UnicodeEncodeError):
        "\ud800".encode("utf-8", "postnorm.strict")
