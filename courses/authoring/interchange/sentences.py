"""The sentences behind the codes of content.interchange."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_OF_THE_ZIP: dict[str, Promise] = {
    "empty": _("The file is empty. Choose the zip of a course."),
    "too_large": _("The zip is larger than 50 MB. Make its pictures smaller."),
    "no_zip": _("This is not a zip. Pack course.yaml, the language files and pictures/ into one."),
    "damaged": _("The zip is damaged or not whole. Pack it again, or download it once more."),
    "damaged_file": _("This file in the zip is damaged. Pack the zip again."),
    "too_many_files": _("The zip holds %(count)s files; %(most)s are the most."),
    "unpacks_too_large": _("The zip unpacks to far more than a course can hold."),
    "file_too_large": _("This file is larger than %(most)s MB. Make it smaller."),
    "packed_otherwise": _("This file is packed in a way that is not read. Use a plain zip."),
    "encrypted": _("This file is locked with a password. Pack the zip without one."),
    "outside": _("This name leads out of the zip. Use names like pictures/map.png."),
    "windows_name": _("This name cannot be used on every system. Rename the file."),
    "symlink": _("This is a link to another file. Put the file itself there."),
    "twice_in_zip": _("There are two files of this name (capitals do not count). Keep one."),
    "unknown_file": _(
        "A course has no such file. There are course.yaml, a file for each language such as "
        "en.md, and pictures/ with .svg, .png, .jpg, .webp or .gif. Take this one out."
    ),
    "no_course_file": _("There is no course.yaml at the top of the zip. Put it there."),
    "gave_up": _("The files took too long or too much memory to read. Make them smaller."),
    "unknown": _("This cannot be used (%(code)s)."),
}
_OF_TEXTS: dict[str, Promise] = {
    "not_utf8": _("This is not UTF-8 text. Save the file as UTF-8."),
    "control": _("There is a control character here that no text needs. Delete it."),
    "no_front": _("A language file begins with a line of three hyphens (---). Write it first."),
    "front_open": _("The front matter does not end. Close it with a line of three hyphens."),
    "stray_text": _("This text belongs to no lesson. Write “# lesson: key” above it."),
    "bad_lesson_line": _(
        "A lesson begins with “# lesson: key”; a key has letters, digits, hyphens."
    ),
    "lesson_twice": _("The lesson “%(lesson)s” stood above already. Give it another key."),
    "yaml": _("This is not YAML that can be read (%(why)s). Look at indents, colons and quotes."),
    "alias": _("Anchors and aliases (& and *) are not read. Write the text out, or quote it."),
    "tag": _("Tags (!…) are not read. Take it away, or quote the text."),
    "several_documents": _("There is a second document here (---). Keep one."),
    "too_deep": _("This stands too deep in lists and mappings. A course needs no such depth."),
    "too_many_parts": _("There are far more parts here than a course can have."),
    "key_is_no_text": _("A name before a colon must be plain text. Mend this line."),
    "key_twice": _("“%(key)s” stands here twice. Keep one."),
    "huge_number": _("%(number)s… is larger than any number a course needs."),
}
_OF_VALUES: dict[str, Promise] = {
    "is_no_text": _("%(name)s is to be a text."),
    "is_empty": _("%(name)s is empty. Write it."),
    "too_long": _("%(name)s has %(length)s characters; %(most)s are the most. Shorten it."),
    "bad_key": _("“%(text)s” cannot be used at %(name)s: look in the format for what can."),
    "is_no_whole_number": _("%(name)s is to be a whole number, without quotes."),
    "is_no_number": _("%(name)s is to be a number, without quotes."),
    "out_of_range": _("%(name)s is to be from %(least)s to %(most)s."),
    "is_no_flag": _("%(name)s is to be true or false, without quotes."),
    "none_of": _("%(name)s is “%(text)s”; it can be: %(words)s."),
    "is_no_list": _("%(name)s is to be a list: a line with a hyphen for each."),
    "too_many": _("%(name)s has %(count)s parts; %(most)s are the most."),
    "is_no_mapping": _("%(name)s is to have parts of its own: “name: value”, further in."),
    "unknown_key": _("“%(key)s” is no field here."),
    "missing": _("“%(key)s” is missing here: write it."),
}
_OF_NAMES: dict[str, Promise] = {
    "twice": _("“%(key)s” is there twice. Keep one, or give one another key."),
    "no_language_file": _("There is no file %(language)s.md. Write it, or take the language out."),
    "language_not_named": _("course.yaml does not name “%(language)s” under languages. Add it."),
    "unknown_language": _("This site has no courses in “%(language)s”. Use: %(words)s."),
    "no_lesson": _("No module in course.yaml has a lesson “%(key)s”."),
    "no_module": _("There is no module “%(key)s”."),
    "no_quiz": _("There is no quiz “%(key)s”."),
    "no_question": _("There is no question “%(key)s”."),
    "no_diagram": _("There is no diagram “%(key)s” in course.yaml."),
    "no_section": _("The quiz has no section “%(key)s”."),
    "no_stimulus": _("There is no question “%(key)s” of the kind stimulus."),
    "no_picture": _("There is no file pictures/%(key)s. Add it, or take its mention out."),
    "no_block": _(
        "The lesson has no block “%(key)s”. Write {: #%(key)s} below the one that is meant."
    ),
    "no_objective": _("The lesson “%(lesson)s” has %(count)s objectives: there is no %(number)s."),
    "lesson_without_title": _(
        "The lesson “%(lesson)s” has no title: write one under “lessons” in the front matter, "
        "after “title:”."
    ),
    "lesson_without_text": _(
        "The lesson “%(lesson)s” has a title but no text: write “# lesson: %(lesson)s” and its "
        "text below the front matter."
    ),
    "question_without_text": _(
        "The question “%(key)s” has no text: write it under “questions” in a language file."
    ),
    "block_without_lesson": _("A block is named without its lesson: write “lesson:” too."),
    "before_and_after": _("The quiz “%(key)s” stands before one module and after another."),
    "stimulus_in_quiz": _(
        "“%(key)s” is only read. Name the questions that refer to it: they bring it along."
    ),
    "requires_one": _("Each line names one thing: “quiz: key” or “lessons: key of a module”."),
    "not_in_language": _("“%(what)s” has no text in “%(language)s” yet."),
    "source_of_no_text": _(
        "This line stands directly below no text, so its source %(source)s is left out. Put it on "
        "the line below its text."
    ),
    "picture_not_used": _("Nothing shows this picture: it is left out."),
    "slug_taken": _(
        "There is a course with the address “%(slug)s” already. Choose another address, or "
        "update that course."
    ),
    "other_course": _(
        "These files are of the course “%(slug)s”, not of the one to be updated. "
        "Write the other address in course.yaml if that is what you want."
    ),
    "no_prerequisite": _("The course “%(slug)s”, to be taken before, is not on this site."),
    "not_dismissed": _(
        "“%(finding)s” of the question “%(key)s” is not found here: nothing to dismiss."
    ),
    "passage_not_held": _(
        "The report behind the passage %(passage)s is not on this site: “%(key)s” keeps it in "
        "name only."
    ),
    "passage_lost": _(
        "The report behind the passage %(passage)s is not on this site: “%(key)s” keeps its lesson "
        "alone, and an export from here names the passage no more. Bring the report and import "
        "again to keep it."
    ),
    "passage_cut": _(
        "The report behind the passage %(passage)s is not on this site, and its name is too long "
        "to keep: “%(key)s” has no passage here. Bring the report and import again to keep it."
    ),
    "changed_meanwhile": _("The course was changed meanwhile. This is what importing does now."),
    "gone": _("The file is no longer on the server. Upload it once more."),
    "not_yours": _("You no longer teach the course that this would update."),
    "as_told": _("%(message)s"),
}
SENTENCES = _OF_THE_ZIP | _OF_TEXTS | _OF_VALUES | _OF_NAMES
