"""Words that name the parts of a report in the six languages."""

from __future__ import annotations

import re

_COUNT = r"(?:[IVXLC]{1,6}|\d{1,2}|[A-Z]|[一二三四五六七八九十]{1,3}|(?:ال)?\w+)"
ANNEX = re.compile(
    r"^(?:annex(?:es?)?\b|appendix|appendice|anexos?|apéndice|приложение|дополнение"
    r"|(?:ال)?مرفق|(?:ال)?تذييل|附\s?件|附\s?录)"
    rf"(?:\s*(?P<count>{_COUNT}))?\s*(?P<stop>[.:：\-–—*]*)\s*(?P<rest>.*)$",
    re.I,
)
NOTE = re.compile(
    r"^(?P<summary>(?:executive )?summary|résumé(?: analytique)?|resumen(?: ejecutivo)?|резюме"
    r"|аннотация|摘\s*要|(?:ال)?موجز(?: تنفيذي)?|(?:ال)?ملخص)\s*[*:]*$"
    r"|^(?P<by>note (?:by|du|de la|de l|verbale)|nota (?:del?|de la|verbal)|записка|مذكرة"
    r"|foreword|preface|avant-propos|letter of transmittal|lettre d.envoi|carta de envío)\b.*$"
    r"|^(?P<letter>letter dated|lettre datée|carta de fecha|письмо|رسالة)\b.*$"
    r"|^.{2,14}的?(?P<zh>说明|的信)\s*\**$",
    re.I,
)
# The caption of a table, box or figure, with its number.
CAPTION = re.compile(
    r"^(?:table|tableau|cuadro|tabla|таблица|(?:ال)?جدول|表|box|encadré|recuadro|вставка"
    r"|(?:ال)?إطار|方框|专栏|figure|gráfico|figura|рис(?:унок|\.)|(?:ال)?شكل|图)"
    r"\s?(?:\d{1,3}|[IVX]{1,5}|[一二三四五六七八九十]{1,3})(?:[.:：\s]|$)",
    re.I,
)
SUBTITLE = re.compile(
    r"^(?:report (?:of|by)|reports? submitted|rapport (?:du|de|d.)|informe (?:del?|de la)"
    r"|доклад|تقرير|document (?:du secr|submitted)|documento de la secr|prepared by"
    r"|.{2,20}的报告)",
    re.I,
)
# A line of a masthead: an organ's name or a distribution line alone, a session, an agenda item.
MASTHEAD = re.compile(
    r"^(?:distr\b|original\s*:|general assembly|security council|economic and social council"
    r"|assemblée générale|conseil de sécurité|conseil économique|asamblea general"
    r"|consejo de seguridad|consejo económico|генеральная ассамблея|совет безопасности"
    r"|экономический и социальный|الجمعية العامة|مجلس الأمن|المجلس الاقتصادي"
    r"|大\s*会$|安全理事会$|经济及社会理事会$"
    r"|united nations$|nations unies$|naciones unidas$|организация объединенных наций"
    r"|الأمم المتحدة$|联合国$|limited$|general$"
    r"|(?:agenda )?item \d|point \d|tema \d|пункт \d|البند|临时?议程项目|议程项目"
    r"|(?:\w+[ -]){1,4}(?:session|сессия)\b|(?:\w+ ){1,3}período de sesiones"
    r"|第.{1,6}届会议|الدورة)",
    re.I,
)
