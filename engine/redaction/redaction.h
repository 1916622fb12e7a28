/* SPDX-License-Identifier: MIT
 *
 * Cutting personal data out of text, with a token in place of each cut: the same value gets the
 * same token as long as the redactor lives.
 *
 *     ayes_redactor_open("lexicons/en/redaction.tsv", &settings, &redactor, error);
 *     ayes_redactor_cut(redactor, text, &redacted, error);
 *     redacted.text, redacted.cuts[0].token ...
 *     ayes_redactor_close(redactor);
 */
#ifndef AYES_REDACTION_REDACTION_H
#define AYES_REDACTION_REDACTION_H

#include "base/buffer.h"

typedef enum ayes_redaction_kind {
  AYES_REDACT_EMAIL,
  AYES_REDACT_PHONE,
  AYES_REDACT_POSTCODE,
  AYES_REDACT_ADDRESS,
  AYES_REDACT_NAME,
  AYES_REDACT_URL,
  AYES_REDACT_INSURANCE,
  AYES_REDACT_NHS_NUMBER,
  AYES_REDACT_CARD,
  AYES_REDACT_ACCOUNT,
  AYES_REDACT_VEHICLE,
  AYES_REDACT_PASSPORT,
  AYES_REDACT_LICENCE,
  AYES_REDACT_BIRTH_DATE,
  AYES_REDACT_RESPONDENT, /* a whole field, never found in text */
  AYES_REDACT_KIND_COUNT
} ayes_redaction_kind;

/* "email"; as in options and audits. */
const char *ayes_redaction_kind_name(ayes_redaction_kind kind);

/* Reads "email,phone" as bits 1 << kind; NULL is all kinds. AYES_BAD_USAGE: an unknown name. */
ayes_status ayes_redaction_kinds_read(const char *names, unsigned *kinds, ayes_error *error);

typedef struct ayes_redaction_settings {
  unsigned kinds;    /* 1 << kind */
  bool keep_outward; /* "LS6 [POSTCODE-1]" */
} ayes_redaction_settings;

/* Everything in it is the redactor's until its next cut. */
typedef struct ayes_redacted {
  ayes_span text;
  const ayes_cut *cuts; /* in the order of the text */
  size_t cut_count;
} ayes_redacted;

typedef struct ayes_redactor ayes_redactor;

/* *redactor is yours. Errors: those of ayes_lists_read. */
ayes_status ayes_redactor_open(const char *path, const ayes_redaction_settings *settings,
                               ayes_redactor **redactor, ayes_error *error);
void ayes_redactor_close(ayes_redactor *redactor);

/* text is well-formed UTF-8, borrowed. AYES_NO_MEMORY. O(bytes). */
ayes_status ayes_redactor_cut(ayes_redactor *redactor, ayes_span text, ayes_redacted *redacted,
                              ayes_error *error);

/* Cuts all of a field, whatever it holds; an empty one stays empty. */
ayes_status ayes_redactor_cut_field(ayes_redactor *redactor, ayes_span field,
                                    ayes_redacted *redacted, ayes_error *error);

/* Where a stretch of the original text (code points) is in the redacted one. An end inside a cut
 * moves to that end of the token. False when nothing but cuts is in it, or nothing at all.
 * O(log cuts), and the cuts that touch one another at its start. */
bool ayes_redacted_map(const ayes_redacted *redacted, size_t *start, size_t *end);

#endif
