"""Which encoding the bytes of a text are in: cheap certain signs first, then how common its characters are.

The signs: byte order marks, strict UTF-8, the zero bytes of UTF-16. What is left is told apart by the
share of everyday Chinese characters that each candidate makes of the bytes, because GB18030 and Big5
accept almost any bytes of each other without an error.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

SAMPLE = 1 << 16  # bytes looked at where looking at all of them would only take longer

_BOMS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

_MAGIC = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM\x00", "a bitmap image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%PDF-", "a PDF file; save it as text first"),
    (b"{\\rtf", "an RTF document; save it as plain text first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (doc, xls, ppt); save it as text, CSV or xlsx"),
    (b"PK\x03\x04", "a ZIP archive (or docx, xlsx, epub)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"),
    (b"\x00\x00\x01\x00", "an icon"),
)

# The commonest characters of news and talk, simplified and traditional, with the usual punctuation.
_EVERYDAY = frozenset(
    "的一是人了不在有大中国和为这上他个地年来我会以到时要出生学说道民家子也成行下们于后就发自之对得主长可"
    "过天作分方用多你着部能市等业全里工公经本都而高政法面门动日进区事代那去心小同北定开产前其军还然起种所"
    "如现理机体表力好外与文当两实重新三么只山水关明从化平建又制南内西没此将员名手最东头者月间无安看见各城"
    "十相但已些正口通想度加第她合院物性战由位常点海意场武使次二向治因立数样身情入原问把路被并利石老教万知"
    "级量任江及应省资委务元美特期世湖回系比气汉总展电科金先声提品设或义王社很统处四首共马形己儿司太目基领"
    "队直计别女权话少流命至报米给打变果书清活几州华解议更称程今决张导术府才保交放管结师便走达族反再题色五"
    "京河接条规式县白它改风光运信受什组听布百济党指论强做取技黄选记真却职号界件花类何眼兵传带空干农边据集"
    "联古完质难增历史专官每住商即步认车台必死游举线言团收考求近备研争具连众调感转笑该持始英根造较际亲单朝"
    "红型价校约器字段周深候则功属积快图火千准究往极育装参半令吃观精办复影告远群包整构料随算象容示势热值夫"
    "網國會來時個這為們說學過對發後於開門問間見現長東車馬風電書話語讀記報計議論設許證認識讓應該請談調變實"
    "寫寶對導將專屬層歲歷從後復徵愛態應戰數業樂樣標樓機權歡歸氣決沒況測減漢漸為無熱爾點獨獲環產異當發盡監"
    "眾經結給統總綠線練緊維縣聯聲職聽與舉舊華葉處號藝藥術衛裡裝複見規視親覺觀親觸許訴診評詞試誰課質貨費資"
    "賣賽趕車軍較輕載轉農連進運達遠選還邊郵醫釋針鐘鐵錢錄開關陽陸隊階際隨難雖雙離雲電響頁頭題願類風飛飯館"
    "馬體鬥魚鳥點黨龍灣臺灣萬與兩條麼著歲縣區鎮鄉財團員園圖場塊壓壞聖執報備傷價億優儘兒內凍別勞動務勝區協單"
    "嗎吧呢啊哪您請謝村鎮街站店費元項步號室樓歲歡迎服站居民疫苗社區垃圾分类通知日期电话地址"
    "，。、；：？！“”‘’（）《》【】…—·「」『』〈〉．～　％／０１２３４５６７８９\ufeff"
)

_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

_ENOUGH = 8  # Chinese characters that make a share worth believing

_LEGACY = ("cp1252", "shift_jis", "euc_kr", "euc_jp", "cp1251")  # what a stray file is in, if not Chinese


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding (a name of Python's codecs; "" if none fits) and whether it leaves a doubt."""

    encoding: str
    confident: bool


def looks_like(data: bytes) -> str:
    """What a file that is no text is, in words, by its first bytes; "" if it may be text."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "an image, sound or video file"
    if data.startswith(b"MZ") and b"\x00" in data[:64]:
        return "a Windows program"
    if data[4:8] == b"ftyp":
        return "a video file"
    return ""


def is_binary(data: bytes) -> bool:
    """Whether so many control bytes stand in the sample that no text in a byte encoding has them."""
    sample = data[:SAMPLE]
    return len(_CONTROL.findall(sample)) > max(8, len(sample) // 50)


def bom_encoding(data: bytes) -> str:
    """The encoding that a byte order mark declares; "" without one."""
    return next((name for mark, name in _BOMS if data.startswith(mark)), "")


def guess_encoding(data: bytes) -> Guess:
    """The encoding of a text's bytes, which may be its beginning only (cut anywhere)."""
    declared = bom_encoding(data)
    if declared:
        return Guess(declared, True)
    if b"\x00" in data[:SAMPLE]:
        wide = _guess_utf16(data[:SAMPLE])
        if wide:
            return Guess(wide, True)
    if _is_utf8(data) or _is_damaged_utf8(data):
        return Guess("utf-8", True)
    return _guess_by_frequency(data[:SAMPLE])


def everyday_share(text: str) -> float:
    """The share of everyday Chinese characters among those beyond ASCII; 0 if there are none."""
    beyond = [character for character in text if character > "\x7f"]
    return sum(character in _EVERYDAY for character in beyond) / len(beyond) if beyond else 0.0


def _is_utf8(data: bytes) -> bool:
    """Whether all of it is UTF-8, but for lone surrogates, which careless programs write."""
    try:
        codecs.getincrementaldecoder("utf-8")("surrogatepass").decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether nine tenths of the non-ASCII bytes around form UTF-8: then it is UTF-8 with a flaw.

    Reading such a file as GB18030 would turn all of it into other characters without an error.
    """
    first = _HIGH.search(data)
    sample = data[first.start() : first.start() + SAMPLE] if first else b""
    high = len(_HIGH.findall(sample))
    within = sum(len(found) for found in _UTF8_SEQUENCE.findall(sample))
    return high > 6 and within >= 0.9 * high


def _guess_utf16(sample: bytes) -> str:
    """UTF-16 without a mark: the byte order in which the sample reads as everyday text, or ""."""
    if len(sample) % 2 and sample.count(0) < 2:
        return ""
    shares = {}
    for name in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(name, "replace")
        shares[name] = sum(map(_plainness, text)) / len(text) if text else 0.0
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > 0.5 else ""


def _plainness(character: str) -> float:
    if character in _EVERYDAY or "\t" <= character <= "~":
        return 1.0
    return 0.5 * ("\u4e00" <= character <= "\u9fff")


def _guess_by_frequency(sample: bytes) -> Guess:
    """GB18030, Big5, or what charset-normalizer takes it for; never certain when they come close.

    A handful of characters without an everyday one among them is GB18030, the likeliest by far.
    """
    shares = {}
    few = len(_HIGH.findall(sample)) < 2 * _ENOUGH
    for name in ("gb18030", "cp950", "big5hkscs"):
        try:
            text = codecs.getincrementaldecoder(name)().decode(sample)
        except UnicodeDecodeError as error:
            if error.start < 0.9 * len(sample):
                continue
            text = sample[: error.start].decode(name)
        shares[name] = everyday_share(text) - 0.001 * (name == "big5hkscs")
    wide = {name: _utf16_share(sample, name) for name in ("utf-16-le", "utf-16-be")}
    shares.update({name: share for name, share in wide.items() if share > 0.3})
    ranked = sorted(shares, key=lambda name: shares[name], reverse=True)
    if ranked and shares[ranked[0]] >= 0.2:
        others = [shares[name] for name in ranked[1:] if not _same_family(name, ranked[0])]
        return Guess(ranked[0], not few and shares[ranked[0]] >= 2 * max(others, default=0.0))
    if few and "gb18030" in shares:
        return Guess("gb18030", False)
    return _ask_charset_normalizer(sample, ranked)


def _same_family(one: str, other: str) -> bool:
    return {one, other} == {"cp950", "big5hkscs"}


def _utf16_share(sample: bytes, name: str) -> float:
    if len(sample) % 2:
        return 0.0
    return everyday_share(sample.decode(name, "replace"))


def _ask_charset_normalizer(sample: bytes, ranked: list[str]) -> Guess:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=[*_LEGACY, "gb18030", "big5"]).best()
    if best is not None:
        return Guess(best.encoding, False)
    return Guess(ranked[0] if ranked else "", False)
