"""What is written on cards and notices without being called a text: greetings, days, prices, addresses, sums."""

from __future__ import annotations

import re

# Formulas of greeting, which are written on what is given
_OCCASION = (
    r"(?:birthday|new\s+year|easter|anniversary|retirement|holidays?|halloween|christmas|xmas|diwali|hanukkah|eid"
    r"|thanksgiving|graduation|(?:mother|father|valentine|women|teacher)['’]?s['’]?\s+day|\w+\s+day)"
)
_FORMULA = (
    rf"(?:happy\s+(?:{_OCCASION}|\d{{1,3}}(?:st|nd|rd|th)(?:\s+birthday)?)|merry\s+(?:christmas|xmas)|(?:ramadan"
    rf"|eid)\s+(?:kareem|mubarak)|season['’]?s\s+greetings"
    r"|get\s+well\s+soon|congratulations|congrats|welcome(?:\s+(?:home|back))?|admit\s+one"
    r"|will\s+you\s+marry\s+me|bon\s+voyage|save\s+the\s+date"
    r"|good\s+luck|happy\s+ever\s+after|thank\s+you|we['’]?(?:re|\s+are)\s+(?:hiring|moving|open)|shana\s+tova"
    r"|(?:feliz|joyeux|joyeuse|frohe|buon|bonne|bon|gl[üu]cklich\w*)\s+\w+|just\s+married|game\s+over"
    r"|press\s+start|level\s+up"
    r"|it['’]s\s+a\s+(?:boy|girl)|team\s+bride|class\s+of\s+\d{4}|now\s+(?:open|hiring)|coming\s+soon"
    r"|sold\s+out|free\s+entry"
    r"|welcome\s+to\s+(?:[\w'’]+\s*){1,4}|to\s+\w+\s+with\s+love|bon\s+app[eé]tit|best\s+wishes"
    r"|[\w'’]+\s+(?:turns|is\s+turning)\s+\w+|well\s+done)"
)
GREETING = re.compile(
    rf"(?:^|(?<=[,.;:—–]))\s*({_FORMULA}(?:\s+(?!card|invite|banner|poster|sign|flyer|with|for|on|in"
    rf"|and)[\w'’&]+){{0,4}}!?)"
    r"\s*(?=[,.;—–]|$)",
    re.I,
)
GREETING_BEFORE = re.compile(
    rf"\b((?!thank|we)(?:{_FORMULA}|grand\s+opening))(?=\s+(?:\w+\s+)?(?:card|banner|poster|sign|flyer|invite"
    rf"|invitation|sticker"
    rf"|badge|cake))",
    re.I,
)
# When and for how much: "friday 9pm", "doors 7pm", "entry £5"
_DAY = r"(?:mon|tues?|wednes|thurs?|fri|satur|sat|sun|wed)(?:day)?s?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_TIME = r"(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)|\d{1,2}[:.]\d\d|noon|midnight)"
_PRICE = r"(?:[£$€]\s?\d+(?:\.\d\d)?|\d+\s?(?:%|percent)(?:\s+off)?|\d+\s?(?:p|cents|pence|euros?|dollars|pounds))"
_PART = (
    rf"(?:{_DAY}|{_MONTH}|{_TIME}|{_PRICE}|\d{{1,4}}(?:st|nd|rd|th)?|doors|entry|tickets|every|this|next|from|to|until"
    rf"|till|at|only|free|[-–&]|est\.?|since|off|each)"
)
WHEN = re.compile(
    rf"(?:^|(?<=[,.;:—–]))\s*((?=[^,;\n]{{0,40}}?\d)(?=[^,;\n]{{0,40}}?(?:{_DAY}\b|{_MONTH}\b|[ap]m\b|[£$€%]"
    rf"|cents|pence|est\b|since|doors|entry|\d[./]\d))"
    rf"{_PART}(?:\s*{_PART}){{0,7}})\s*(?=[,;—–]|\.(?!\d)|$)",
    re.I,
)
ITEM = re.compile(r"(?:^|(?<=[,:]))\s*([\w’' ]{3,30}\s[£$€]\d+(?:\.\d\d)?)\s*(?=[,.;]|$)")
YEAR = re.compile(r"(?<=[,.;:])\s*((?:19|20)\d\d)\s*(?=[,.;]|$)")
PHONE = re.compile(r"\b((?:(?:call|tel|phone|ring|text|whatsapp)\.?\s*:?\s*)?\+?\d[\d\s()-]{5,16}\d)(?!\s*[\w/])", re.I)
# Addresses: "@mossypots", "#savethebees", "mossypots.com"
ADDRESS = re.compile(
    r"(?:^|(?<=[\s,;:(]))((?:@|#)[A-Za-z_][\w.]{2,40}\b|(?:www\.)?[\w-]{2,40}\.(?:com|org|net|io|shop|co\.uk)\b)"
)
EDITION = re.compile(
    r"(?:^|(?<=[,.;:—–]))\s*((?:vol(?:ume)?|issue|chapter|part|episode|season|book|level|round|lesson|week|day"
    r"|grade)\.?\s+"
    r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|[ivx]{1,4}))\s*(?=[,.;—–]|$)",
    re.I,
)
SUM = re.compile(r"(?<![\w.])(\d{1,4}(?:\s*[+×x*÷/−-]\s*\d{1,4}){1,3}\s*=\s*(?:\?|_+|\d{1,6})?)")
