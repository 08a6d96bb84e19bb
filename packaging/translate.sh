#!/usr/bin/env bash
# Renews the translations: texts from the sources go into the .ts files, those become .qm files.
# A new language: copy photoclip_ko.ts under its own name, translate it (Qt Linguist helps), run this.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
tools="${PHOTOCLIP_TOOLS:-$root/.venv/bin}"
folder="$root/resources/translations"

cd "$root"
sources=(photoclip/gui/*.py photoclip/gui/*/*.py "$folder/library_words.py")
# English needs its plurals only; every other language needs all texts.
"$tools/pyside6-lupdate" -silent -pluralonly -no-obsolete -locations none \
    "${sources[@]}" -ts "$folder/photoclip_en.ts"
for file in "$folder"/photoclip_*.ts; do
    if [[ $file != */photoclip_en.ts ]]; then
        "$tools/pyside6-lupdate" -silent -no-obsolete -locations none "${sources[@]}" -ts "$file"
    fi
    "$tools/pyside6-lrelease" -silent "$file" -qm "${file%.ts}.qm"
done
"$tools/python" packaging/library_translations.py
