/* SPDX-License-Identifier: MIT
 *
 * Redaction: check digits, what is cut and what stays, tokens, offsets, evidence.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "ayes.h"
#include "base/memory.h"
#include "redaction/points.h"
#include "redaction/record.h"
#include "redaction/scan.h"
#include <cmocka.h>

static ayes_redactor *open_redactor(const char *only, bool keep_outward) {
  const char *root = getenv("AYES_ROOT");
  char folder[4096];
  ayes_redactor *redactor;
  ayes_error error = {0};
  (void)snprintf(folder, sizeof folder, "%s/lexicons/en", root ? root : ".");
  ayes_redactor_options options = {.lexicon = folder, .only = only, .keep_outward = keep_outward};
  if (ayes_redactor_new(&options, &redactor, &error) != AYES_OK) fail_msg("%s", error.message);
  return redactor;
}

static int set_up(void **state) {
  *state = open_redactor(NULL, false);
  return 0;
}

static int tear_down(void **state) {
  ayes_redactor_free(*state);
  return 0;
}

static bool is_redacted_to(ayes_redactor *redactor, const char *text, const char *expected) {
  ayes_span redacted;
  ayes_error error = {0};
  assert_int_equal(ayes_redact_text(redactor, ayes_span_of(text), &redacted, NULL, NULL, &error),
                   AYES_OK);
  bool same = ayes_span_equal(redacted, ayes_span_of(expected));
  if (!same)
    print_error("\"%s\" became \"%.*s\", not \"%s\"\n", text, (int)redacted.length, redacted.data,
                expected);
  return same;
}

#define expect_text(redactor, text, expected) assert_true(is_redacted_to(redactor, text, expected))

/* With tokens numbered from 1. */
static void expect(const char *text, const char *expected) {
  ayes_redactor *redactor = open_redactor(NULL, false);
  expect_text(redactor, text, expected);
  ayes_redactor_free(redactor);
}

static void expect_kept(const char *text) { expect(text, text); }

/* ---- check digits ---- */

static void check_digits(void **state) {
  (void)state;
  assert_true(ayes_digits_luhn("4111111111111111", 16));
  assert_false(ayes_digits_luhn("4111111111111112", 16));
  assert_true(ayes_digits_luhn("378282246310005", 15));
  assert_false(ayes_digits_luhn("", 0));
  assert_true(ayes_digits_nhs("9990000018"));
  assert_false(ayes_digits_nhs("9990000019"));
  assert_true(ayes_digits_nhs("0000000000"));
  assert_false(ayes_digits_nhs("9990000000")); /* its check digit would be 10 */
  assert_true(ayes_digits_iban("GB82WEST12345698765432", 22));
  assert_false(ayes_digits_iban("GB83WEST12345698765432", 22));
  assert_false(ayes_digits_iban("GB82", 4));
  assert_true(ayes_code_is_insurance_prefix("AB"));
  static const char *const wrong[] = {"DA", "AO", "BG", "GB", "NK", "TN", "ZZ", "QQ"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    assert_false(ayes_code_is_insurance_prefix(wrong[i]));
}

/* ---- what is cut ---- */

static void numbers(void **state) {
  (void)state;
  expect("On 4111-1111-1111-1111 or 4111 1111 1111 1112.", "On [CARD-1] or 4111 1111 1111 1112.");
  expect("NHS 999 000 0018, 9990000018, 9990000019.",
         "NHS [NHS-NUMBER-1], [NHS-NUMBER-1], "
         "9990000019.");
  expect("AB 12 34 56 C but QQ 12 34 56 C and AB 12 34 56 E",
         "[NI-NUMBER-1] but QQ 12 34 56 C and AB 12 34 56 E");
  expect("NI number is AB123456", "NI number is [NI-NUMBER-1]");
  expect("IBAN GB82 WEST 1234 5698 7654 32, GB83 WEST 1234 5698 7654 32",
         "IBAN [ACCOUNT-1], GB83 WEST 1234 5698 7654 32");
  expect("Sort code 12-34-56, account no. 12345678. Or 12-34-56 87654321.",
         "Sort code [ACCOUNT-1], account no. [ACCOUNT-2]. Or [ACCOUNT-1] [ACCOUNT-3].");
  expect("Passport number: 123456789; 123456789", "Passport number: [PASSPORT-1]; 123456789");
  expect("MORGA657054SM9IJ MORGA699054SM9IJ", "[LICENCE-1] MORGA699054SM9IJ");
  expect("AB12 CDE, AB99 CDE, reg P123 ABC, the P123 ABC",
         "[VEHICLE-1], AB99 CDE, reg [VEHICLE-2], the P123 ABC");
  expect("Born on 3 May 1960; built on 3 May 1960. DOB: 03/05/60. D.O.B. 1960-05-03",
         "Born on [BIRTH-DATE-1]; built on 3 May 1960. DOB: [BIRTH-DATE-2]. D.O.B. [BIRTH-DATE-3]");
}

static void phones(void **state) {
  (void)state;
  expect("01632 960123 (01632) 960 123 +44 (0)1632 960123 0044 1632 960123",
         "[PHONE-1] [PHONE-1] [PHONE-2] [PHONE-3]");
  expect("01632 960123 ext. 45, 01632 960123 x6", "[PHONE-1], [PHONE-2]");
  expect("+1 202 555 0123", "[PHONE-1]");
  expect("Tel: 960 123, 960 123", "Tel: [PHONE-1], 960 123");
  expect_kept(
      "In 2015-2017 it was 0.16329601234 of 01632, ref 01632960123, \xC2\xA3"
      "01632 960123.");
}

static void places(void **state) {
  (void)state;
  expect("LS6 2AB ls62ab EC1A 1BB ZZ1 1AB LS6 2CK",
         "[POSTCODE-1] [POSTCODE-1] [POSTCODE-2] ZZ1 "
         "1AB LS6 2CK");
  expect("On the m6 3rd lane", "On the m6 3rd lane");
  expect("Flat 3, 12a High Street, Leeds", "[ADDRESS-1], Leeds");
  expect("i live at 12 acacia avenue mate", "i live at [ADDRESS-1] mate");
  expect("At 2016 Church Lane and in Flat 3", "At 2016 Church Lane and in Flat 3");
  expect_kept("Option 2 High Street; High Street; 3 streets; the 2016 Road Traffic Act.");
}

static void mail_and_web(void **state) {
  (void)state;
  expect("Jane.Doe+x@example.org. <a@b.example>, a@b, @home", "[EMAIL-1]. <[EMAIL-2]>, a@b, @home");
  expect("(https://example.org/a_(b)) www.example.org/~x, www.example.org, http://example.org/",
         "([URL-1]) [URL-2], www.example.org, http://example.org/");
  expect_kept("and/or, e.g. this, 1.2/3, example.org");
}

static void people(void **state) {
  (void)state;
  expect("Mr Smith's dog met Dr. J. R. van der Berg and PC Jones.",
         "Mr [NAME-1]'s dog met Dr. [NAME-2] and PC [NAME-3].");
  expect("mrs patel said; MR BROWN SAID; Cllr Mrs O\xE2\x80\x99Neil",
         "mrs [NAME-1] said; MR [NAME-2] SAID; Cllr Mrs [NAME-3]");
  expect("Thank you.\n\nKind regards,\n\nZo\xC3\xAB \xC3\x89mile\nChair",
         "Thank you.\n\nKind regards,\n\n[NAME-1]\nChair");
  expect("Signed: Jane Doe, Leeds", "Signed: [NAME-1], Leeds");
  expect("My name is jane doe and I object. Name: Al Khan",
         "My name is [NAME-1] and I object. Name: "
         "[NAME-2]");
  expect_kept(
      "Dear Sir, the Lord Mayor and Mr or Mrs; PC World; MS sufferers; with regards to "
      "Leeds; my name is on the list; Many thanks. However, no. Yours, Leeds Residents "
      "Association. Signed the petition.");
}

static void look_alikes(void **state) {
  (void)state;
  expect_kept(
      "Q3a(i), PLF 2016, Equality Act 2010, \xC2\xA3"
      "1,234,567.89, 45%, version 1.2.3, "
      "12/05/2016, 10:30, 1234567890, 2015-2017, 101, ISO 9001:2015, A40, 7.30pm.");
}

/* ---- tokens and offsets ---- */

static void same_value_same_token(void **state) {
  expect_text(*state, "a@example.org b@example.org A@EXAMPLE.ORG", "[EMAIL-1] [EMAIL-2] [EMAIL-1]");
  expect_text(*state, "b@example.org again", "[EMAIL-2] again");
  expect_text(*state, "[EMAIL-2] Mr [NAME-1] 12 [ADDRESS-1]",
              "[EMAIL-2] Mr [NAME-1] 12 [ADDRESS-1]");
}

static void chosen_kinds(void **state) {
  (void)state;
  ayes_redactor *redactor = open_redactor(" email, postcode", true);
  expect_text(redactor, "a@example.org 01632 960123 LS6 2AB ls6 2ab LS62AB",
              "[EMAIL-1] 01632 960123 LS6 [POSTCODE-1] ls6 [POSTCODE-1] LS6[POSTCODE-1]");
  ayes_redactor_free(redactor);
  ayes_error error = {0};
  ayes_redactor_options options = {.only = "email,fax"};
  assert_int_equal(ayes_redactor_new(&options, &redactor, &error), AYES_BAD_USAGE);
  assert_non_null(strstr(error.message, "the kind \"fax\" is unknown: use email, phone, "));
  options.only = "";
  assert_int_equal(ayes_redactor_new(&options, &redactor, &error), AYES_BAD_USAGE);
  options = (ayes_redactor_options){.lexicon = "nowhere"};
  assert_int_equal(ayes_redactor_new(&options, &redactor, &error), AYES_NO_INPUT);
  assert_string_equal(ayes_redaction_kind_at(0), "email");
  assert_null(ayes_redaction_kind_at(AYES_REDACTION_KINDS));
}

static void offsets(void **state) {
  ayes_span redacted;
  const ayes_cut *cuts;
  size_t count;
  const char *text = "\xC3\xA9\xE2\x82\xAC Mr \xC3\x89mile, x@example.org";
  assert_int_equal(ayes_redact_text(*state, ayes_span_of(text), &redacted, &cuts, &count, NULL),
                   AYES_OK);
  assert_int_equal(count, 2);
  assert_int_equal(cuts[0].start, 6);
  assert_int_equal(cuts[0].end, 11);
  assert_int_equal(cuts[0].byte_start, 9);
  assert_int_equal(cuts[0].byte_end, 15);
  assert_string_equal(cuts[0].kind, "name");
  assert_string_equal(cuts[0].reason, "title");
  assert_int_equal(cuts[1].start, 13);
  assert_int_equal(cuts[1].end, 26);
  assert_int_equal(cuts[1].new_start, 6 + strlen(cuts[0].token) + 2);
  assert_int_equal(cuts[1].new_end, cuts[1].new_start + strlen(cuts[1].token));
  assert_int_equal(ayes_redact_text(*state, ayes_span_of("\xFF"), &redacted, NULL, NULL, NULL),
                   AYES_BAD_DATA);
}

static void expect_moved(size_t start, size_t end, bool keeps, size_t new_start, size_t new_end) {
  /* 10 characters at 5 became 4, and 2 at 20 became 6 */
  static const ayes_cut cuts[] = {{.start = 5, .end = 15, .new_start = 5, .new_end = 9},
                                  {.start = 20, .end = 22, .new_start = 14, .new_end = 20}};
  ayes_redacted redacted = {.cuts = cuts, .cut_count = 2};
  assert_int_equal(ayes_redacted_map(&redacted, &start, &end), keeps);
  if (!keeps) return;
  assert_int_equal(start, new_start);
  assert_int_equal(end, new_end);
}

static void moved_stretches(void **state) {
  (void)state;
  expect_moved(0, 5, true, 0, 5);
  expect_moved(0, 6, true, 0, 9);
  expect_moved(5, 15, false, 0, 0);
  expect_moved(7, 9, false, 0, 0);
  expect_moved(7, 16, true, 5, 10);
  expect_moved(15, 20, true, 9, 14);
  expect_moved(15, 21, true, 9, 20);
  expect_moved(4, 30, true, 4, 28);
  expect_moved(22, 30, true, 20, 28);
  expect_moved(21, 23, true, 14, 21);
  expect_moved(8, 8, false, 0, 0);
}

/* ---- records ---- */

static void count_log(void *user, const char *field, const ayes_cut *cut) {
  (void)cut;
  assert_non_null(field);
  ++*(size_t *)user;
}

static void expect_record(const char *record, bool respondents, const char *expected,
                          size_t expected_cuts) {
  ayes_redactor *redactor = open_redactor(NULL, false);
  json_t *object, *wanted;
  size_t cuts = 0;
  ayes_record_redaction how = {respondents, count_log, &cuts};
  assert_int_equal(ayes_json_parse(ayes_span_of(record), "record", &object, NULL), AYES_OK);
  assert_int_equal(ayes_json_parse(ayes_span_of(expected), "expected", &wanted, NULL), AYES_OK);
  assert_int_equal(ayes_record_redact(redactor, &how, object, NULL), AYES_OK);
  if (!json_equal(object, wanted)) {
    json_dumpf(object, stderr, JSON_COMPACT);
    fail_msg("is not %s", expected);
  }
  assert_int_equal(cuts, expected_cuts);
  json_decref(object);
  json_decref(wanted);
  ayes_redactor_close(redactor);
}

static void evidence(void **state) {
  (void)state;
  expect_record(
      "{\"text\":\"I thank Mr Smith and support it.\",\"evidence\":["
      "{\"start\":2,\"end\":7,\"text\":\"thank\"},{\"start\":11,\"end\":16,\"text\":\"Smith\"},"
      "{\"start\":8,\"end\":16,\"text\":\"Mr "
      "Smith\"},{\"start\":21,\"end\":28,\"text\":\"support\"},"
      "{\"start\":21,\"end\":28,\"text\":\"oppose\"},{\"start\":21,\"end\":99}]}",
      false,
      "{\"text\":\"I thank Mr [NAME-1] and support it.\",\"evidence\":["
      "{\"start\":2,\"end\":7,\"text\":\"thank\"},"
      "{\"start\":8,\"end\":19,\"text\":\"Mr [NAME-1]\"},"
      "{\"start\":24,\"end\":31,\"text\":\"support\"}]}",
      1);
  expect_record("{\"evidence\":[{\"start\":2,\"end\":7,\"text\":\"thank\"}]}", false,
                "{\"evidence\":[]}", 0);
  expect_record("{\"text\":\"Mr Smith is good\",\"evidence\":\"Smith | good\"}", false,
                "{\"text\":\"Mr [NAME-1] is good\",\"evidence\":\"good\"}", 1);
}

static void other_fields(void **state) {
  (void)state;
  expect_record(
      "{\"id\":\"a@example.org\",\"respondent\":\"Jane\",\"answer\":\"a@example.org\","
      "\"extra\":{\"x\":[1,[\"Mr Smith\",{\"y\":\"LS6 2AB\"}]],\"z\":null}}",
      true,
      "{\"id\":\"a@example.org\",\"respondent\":\"[RESPONDENT-1]\",\"answer\":"
      "\"[EMAIL-1]\",\"extra\":{\"x\":[1,[\"Mr [NAME-1]\",{\"y\":\"[POSTCODE-1]\"}]],"
      "\"z\":null}}",
      4);
  expect_record("{\"respondent\":\"\",\"text\":\"\"}", true, "{\"respondent\":\"\",\"text\":\"\"}",
                0);
}

static void no_memory(void **state) {
  ayes_span redacted;
  ayes_error error = {0};
  (void)state;
  for (size_t request = 1; request < 200; request++) {
    ayes_redactor *redactor = open_redactor(NULL, false);
    ayes_memory_fail(request, false);
    ayes_status status = ayes_redact_text(
        redactor, ayes_span_of("Mr Smith, a@example.org, LS6 2AB"), &redacted, NULL, NULL, &error);
    bool was_enough = ayes_memory_requests() < request;
    ayes_memory_fail(0, false);
    assert_true(status == AYES_OK || status == AYES_NO_MEMORY);
    ayes_redactor_free(redactor);
    if (was_enough) return;
    assert_int_equal(status, AYES_NO_MEMORY);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(check_digits),
      cmocka_unit_test(numbers),
      cmocka_unit_test(phones),
      cmocka_unit_test(places),
      cmocka_unit_test(mail_and_web),
      cmocka_unit_test(people),
      cmocka_unit_test(look_alikes),
      cmocka_unit_test_setup_teardown(same_value_same_token, set_up, tear_down),
      cmocka_unit_test(chosen_kinds),
      cmocka_unit_test_setup_teardown(offsets, set_up, tear_down),
      cmocka_unit_test(moved_stretches),
      cmocka_unit_test(evidence),
      cmocka_unit_test(other_fields),
      cmocka_unit_test(no_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
