/* SPDX-License-Identifier: MIT */
/* How documents are filed: what `archive` of broadside.yaml says, and of an entry. Strings are borrowed; they
 * live as long as the content. */
#pragma once

#include "site/site.h"

/* 全宗号, or NULL. */
const char *filing_fonds(const Site *site);
/* 立档单位: never NULL; the site's title otherwise. */
const char *filing_organisation(const Site *site);
/* The folder of the records, from the site's root: "archive". */
const char *filing_folder(const Content *content);
/* Whether `part` of a year's record ("yearbook", "catalogue", "evidence") goes onto the website. */
gboolean filing_publishes(const Site *site, const char *part);
/* The name of a department by its code; NULL if nobody says. On a site in Chinese BGS is 办公室 if nothing
 * else. */
const char *filing_department_name(const Site *site, const char *code);

/*
 * "Y", "D30" or "D10": what the entry says, else what `terms` says of its kind or type, else Y for honours,
 * models and reports, D30 for commitments, reviews and disclosures, D10 for everything else.
 */
const char *filing_retention(const Site *site, const Entry *entry);
/* Where the entry says that itself. */
const Value *filing_own_retention(const Entry *entry);

/*
 * The code of its department: what the entry says, as a code or as a name of `departments`, else `department`
 * of the configuration. A name that has no code gives the first letters of its pinyin (居委会: JWH), and a
 * warning to `diagnostics`, if not NULL.
 */
const char *filing_department(const Site *site, const Entry *entry, Diagnostics *diagnostics);
/* Where the entry says that itself. */
const Value *filing_own_department(const Entry *entry);

/* As the catalogue shows it: in [ ] where the document has none itself (自拟题名). Newly
 * allocated. */
char *filing_title(const Entry *entry);
/* Of the entry's `archive` record: document_no (of an honour also its own), secrecy, remarks; or NULL. */
const char *filing_document_no(const Entry *entry);
const char *filing_secrecy(const Entry *entry);
const char *filing_remarks(const Entry *entry);
/* Never NULL: `archive: {responsible}`, else issuer, signatory, organiser, awarded_by or by, else the
 * organisation. */
const char *filing_responsible(const Site *site, const Entry *entry);
/* `archive: {pages}`; 0: it says none. */
guint filing_pages(const Entry *entry);
