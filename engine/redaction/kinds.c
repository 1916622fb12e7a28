/* SPDX-License-Identifier: MIT
 *
 * The names of kinds, and reading a choice of them.
 */
#include "base/error.h"
#include "base/span.h"
#include "redaction/redaction.h"

static const char *const names[AYES_REDACT_KIND_COUNT] = {
    [AYES_REDACT_EMAIL] = "email",
    [AYES_REDACT_PHONE] = "phone",
    [AYES_REDACT_POSTCODE] = "postcode",
    [AYES_REDACT_ADDRESS] = "address",
    [AYES_REDACT_NAME] = "name",
    [AYES_REDACT_URL] = "url",
    [AYES_REDACT_INSURANCE] = "national_insurance",
    [AYES_REDACT_NHS_NUMBER] = "nhs_number",
    [AYES_REDACT_CARD] = "card",
    [AYES_REDACT_ACCOUNT] = "account",
    [AYES_REDACT_VEHICLE] = "vehicle",
    [AYES_REDACT_PASSPORT] = "passport",
    [AYES_REDACT_LICENCE] = "driving_licence",
    [AYES_REDACT_BIRTH_DATE] = "birth_date",
    [AYES_REDACT_RESPONDENT] = "respondent",
};

const char *ayes_redaction_kind_name(ayes_redaction_kind kind) {
  return (unsigned)kind < AYES_REDACT_KIND_COUNT ? names[kind] : "";
}

static ayes_status unknown_kind(ayes_span name, ayes_error *error) {
  ayes_buffer list = {0};
  for (size_t i = 0; i < AYES_REDACT_RESPONDENT; i++) {
    if (i) ayes_buffer_add_text(&list, ", ");
    ayes_buffer_add_text(&list, names[i]);
  }
  ayes_buffer_add_byte(&list, '\0');
  ayes_error_set(error, AYES_BAD_USAGE, "the kind \"%.*s\" is unknown: use %s",
                 (int)(name.length < 40 ? name.length : 40), name.length ? name.data : "",
                 list.failed ? "another" : list.data);
  ayes_buffer_release(&list);
  return AYES_BAD_USAGE;
}

ayes_status ayes_redaction_kinds_read(const char *list, unsigned *kinds, ayes_error *error) {
  ayes_span rest = ayes_span_of(list), name;
  *kinds = list ? 0 : (1u << AYES_REDACT_RESPONDENT) - 1;
  while (ayes_span_split(&rest, ',', &name)) {
    unsigned found = 0;
    name = ayes_span_trim(name);
    for (size_t i = 0; i < AYES_REDACT_RESPONDENT; i++)
      if (ayes_span_equal(name, ayes_span_of(names[i]))) found = 1u << i;
    if (!found) return unknown_kind(name, error);
    *kinds |= found;
  }
  return *kinds ? AYES_OK : unknown_kind(ayes_span_of(list), error);
}
