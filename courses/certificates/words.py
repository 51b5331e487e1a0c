"""PURE: what a certificate says, in each language. A document is not a page of the interface:
it is complete in all six languages, whatever the interface speaks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Short phrases of the document; `levels` by Course.Level."""

    title: str
    completed: str
    check: str
    how: str
    code: str
    at: str
    level: str
    length: str
    date: str
    qr: str
    levels: dict[str, str]


def _levels(introductory: str, intermediate: str, advanced: str) -> dict[str, str]:
    return {"introductory": introductory, "intermediate": intermediate, "advanced": advanced}


WORDS = {
    "en": Words(
        title="Certificate of completion",
        completed="has completed the course",
        check="Check this certificate",
        how="Scan the square, or type the code at the address below. "
        "The page says who holds it, for which course, and whether it still stands.",
        code="Code",
        at="Address",
        level="Level",
        length="Study time",
        date="Completed on",
        qr="QR code of the address where this certificate can be checked",
        levels=_levels("Introductory", "Intermediate", "Advanced"),
    ),
    "fr": Words(
        title="Certificat de réussite",
        completed="a suivi avec succès le cours",
        check="Vérifier ce certificat",
        how="Scannez le carré ou saisissez le code à l’adresse ci-dessous. "
        "La page indique le titulaire, le cours, et si le certificat est toujours valable.",
        code="Code",
        at="Adresse",
        level="Niveau",
        length="Temps d’étude",
        date="Terminé le",
        qr="Code QR de l’adresse où ce certificat peut être vérifié",
        levels=_levels("Introduction", "Intermédiaire", "Avancé"),
    ),
    "es": Words(
        title="Certificado de aprovechamiento",
        completed="ha completado el curso",
        check="Comprobar este certificado",
        how="Escanee el cuadrado o escriba el código en la dirección de abajo. "
        "La página indica el titular, el curso y si el certificado sigue vigente.",
        code="Código",
        at="Dirección",
        level="Nivel",
        length="Tiempo de estudio",
        date="Completado el",
        qr="Código QR de la dirección donde se comprueba este certificado",
        levels=_levels("Introductorio", "Intermedio", "Avanzado"),
    ),
    "ar": Words(
        title="شهادة إتمام",
        completed="لإتمام الدورة التدريبية بنجاح",
        check="التحقق من هذه الشهادة",
        how="امسح المربع ضوئياً أو اكتب الرمز في العنوان أدناه. "
        "تبيّن الصفحة صاحب الشهادة والدورة وما إذا كانت الشهادة سارية.",
        code="الرمز",
        at="العنوان",
        level="المستوى",
        length="مدة الدراسة",
        date="تاريخ الإتمام",
        qr="رمز الاستجابة السريعة لعنوان التحقق من هذه الشهادة",
        levels=_levels("تمهيدي", "متوسط", "متقدم"),
    ),
    "ru": Words(
        title="Свидетельство",
        completed="за успешное прохождение курса",
        check="Проверить свидетельство",
        how="Отсканируйте квадрат или введите код по адресу ниже. "
        "На странице указано, кому и за какой курс выдано свидетельство и действительно ли оно.",
        code="Код",
        at="Адрес",
        level="Уровень",
        length="Время изучения",
        date="Дата завершения",
        qr="QR-код адреса для проверки свидетельства",
        levels=_levels("Начальный", "Средний", "Продвинутый"),
    ),
    "zh-hans": Words(
        title="结业证书",
        completed="已完成以下课程",
        check="查验本证书",
        how="扫描二维码，或在下列网址输入编号。页面将显示持有人、课程以及证书是否有效。",
        code="编号",
        at="网址",
        level="级别",
        length="学习时长",
        date="完成日期",
        qr="本证书查验网址的二维码",
        levels=_levels("入门", "中级", "高级"),
    ),
}


def words_in(language: str) -> Words:
    return WORDS.get(language) or WORDS["en"]
