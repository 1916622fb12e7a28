/* SPDX-License-Identifier: MIT
 *
 * Shapes of personal data, and of what only looks like it: card numbers of every brand (the test
 * numbers that brands publish), telephone numbers, dates of birth, licences, plates, names in
 * other alphabets. One redactor reads them in order, so tokens are numbered on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "ayes.h"
#include "base/span.h"
#include <cmocka.h>

static const struct {
  const char *text, *redacted; /* NULL: it stays as it is */
} shapes[] = {
    {"Card 378282246310005 ok", "Card [CARD-1] ok"},
    {"Card 3782 822463 10005 ok", "Card [CARD-1] ok"},
    {"Card 30569309025904 ok", "Card [CARD-2] ok"},
    {"Card 38520000023237 ok", "Card [CARD-3] ok"},
    {"Card 36227206271667 ok", "Card [CARD-4] ok"},
    {"Card 3530111333300000 ok", "Card [CARD-5] ok"},
    {"Card 6759649826438453 ok", "Card [CARD-6] ok"},
    {"Card 5018000000000009 ok", "Card [CARD-7] ok"},
    {"Card 4222222222222 ok", "Card [CARD-8] ok"},
    {"Card 6011111111111117 ok", "Card [CARD-9] ok"},
    {"Card 2223003122003222 ok", "Card [CARD-10] ok"},
    {"Card 9111111111111111 ok", NULL},
    {"Ratio 4111111111111111.5 stays", NULL},
    {"Share 4111111111111111% stays", NULL},
    {"My NHS number is 943 476 5919.", "My NHS number is [NHS-NUMBER-1]."},
    {"Ref 943 476 5919.5 stays", NULL},
    {"NHS 9434765919 ok", "NHS [NHS-NUMBER-1] ok"},
    {"NHS 9434765918 bad", NULL},
    {"Account 12-34-56 12345678 please", "Account [ACCOUNT-1] [ACCOUNT-2] please"},
    {"sort code 12-34-56 and 12345678", "sort code [ACCOUNT-1] and 12345678"},
    {"sort code ABCDEF", NULL},
    {"account number 12345678", "account number [ACCOUNT-2]"},
    {"Ring 020 7946 0958 x 12", "Ring [PHONE-1]"},
    {"Ring 020 7946 0958 ext. 123 now", "Ring [PHONE-2] now"},
    {"Ring 020 7946 0958 ext: 1234567 now", "Ring [PHONE-3] ext: 1234567 now"},
    {"Ring +44 (0)20 7946 0958", "Ring [PHONE-4]"},
    {"Ring 0044 20 7946 0958", "Ring [PHONE-5]"},
    {"Ring +44 20 7946 0958", "Ring [PHONE-6]"},
    {"Ring +1 202 555 0143", "Ring [PHONE-7]"},
    {"Ring +33 1 23 45 67 89", "Ring [PHONE-8]"},
    {"Ring +0 123 456 789", NULL},
    {"Ring 01632 960123", "Ring [PHONE-9]"},
    {"Ring 016977 3555", "Ring [PHONE-10]"},
    {"Call me on 7946 0958", "Call me on [PHONE-11]"},
    {"Phone: 79460958", "Phone: [PHONE-11]"},
    {"Phone: none", NULL},
    {"0163 296 0123", "[PHONE-9]"},
    {"I was born on 1/2/1990", "I was born on [BIRTH-DATE-1]"},
    {"I was born on 1-2-90", "I was born on [BIRTH-DATE-2]"},
    {"I was born on 1.2.1990", "I was born on [BIRTH-DATE-1]"},
    {"I was born on 1 2 1990", "I was born on [BIRTH-DATE-1]"},
    {"I was born on 1/2-1990", NULL},
    {"I was born on 1st February 1990", "I was born on [BIRTH-DATE-3]"},
    {"I was born on 1 February, 1990", "I was born on [BIRTH-DATE-4]"},
    {"I was born on February 1st, 1990", "I was born on [BIRTH-DATE-5]"},
    {"I was born on February 1990", NULL},
    {"I was born on 1990-02-01", "I was born on [BIRTH-DATE-6]"},
    {"I was born on 1 Feb '90 here", "I was born on [BIRTH-DATE-7] here"},
    {"I was born on 1 Feb \xE2\x80\x99"
     "91.",
     "I was born on [BIRTH-DATE-8]."},
    {"I was born on 1 Feb 'round here", "I was born on [BIRTH-DATE-9] 'round here"},
    {"My DOB 01021990 is", "My DOB [BIRTH-DATE-10] is"},
    {"DOB: 010290", "DOB: [BIRTH-DATE-11]"},
    {"DOB: 0102199", NULL},
    {"DOB: 9102199001", NULL},
    {"NI AB 12 34 56 C is mine", "NI [NI-NUMBER-1] is mine"},
    {"NI number AB123456C", "NI number [NI-NUMBER-1]"},
    {"NI number QQ123456C", NULL},
    {"insurance number unknown", NULL},
    {"reg AB12 CDE", "reg [VEHICLE-1]"},
    {"reg AB99 CDE", "reg [VEHICLE-2]"},
    {"reg IB12 CDE", "reg [VEHICLE-3]"},
    {"reg AZ12 CDE", "reg [VEHICLE-4]"},
    {"reg AB51 CDI", "reg [VEHICLE-5]"},
    {"reg AB82 CDE", "reg [VEHICLE-6]"},
    {"reg a1 was", NULL},
    {"reg A1 BCD", "reg [VEHICLE-7]"},
    {"registration A123 BCD", "registration [VEHICLE-8]"},
    {"registration ABC 123D", "registration [VEHICLE-9]"},
    {"driving licence MORGA 657054 SM9IJ 35", "driving licence [LICENCE-1] 35"},
    {"driving licence MORGA657054SM9IJ35", "driving licence [LICENCE-2]"},
    {"driving licence MORGA957054SM9IJ35", "driving licence [LICENCE-3]"},
    {"driving licence MORGA653154SM9IJ35", "driving licence [LICENCE-4]"},
    {"driving licence MORGA657994SM9IJ35", NULL},
    {"driving licence none", NULL},
    {"passport 123456789", "passport [PASSPORT-1]"},
    {"passport number 533401372", "passport number [PASSPORT-2]"},
    {"passport A12345678", "passport [PASSPORT-3]"},
    {"passport none", NULL},
    {"Mrs Ågren wrote", "Mrs [NAME-1] wrote"},
    {"Mrs Čapek wrote", "Mrs [NAME-2] wrote"},
    {"Mrs Łukasz wrote", "Mrs [NAME-3] wrote"},
    {"Mrs Ŋaba wrote", "Mrs [NAME-4] wrote"},
    {"Mrs Żak wrote", "Mrs [NAME-5] wrote"},
    {"Mrs Ÿves wrote", "Mrs [NAME-6] wrote"},
    {"Mrs Ωmega wrote", "Mrs [NAME-7] wrote"},
    {"Mrs Жук wrote", "Mrs [NAME-8] wrote"},
    {"Mrs ×five wrote", NULL},
    {"Mrs ßeta wrote", NULL},
    {"Mrs āna wrote", NULL},
    {"Mrs ĺana wrote", NULL},
    {"Mrs ŋana wrote", NULL},
    {"Mrs žana wrote", NULL},
    {"Mrs ωmega wrote", NULL},
    {"Mrs жук wrote", NULL},
    {"Mr. O’Brien’s view", "Mr. [NAME-9]’s view"},
    {"Mr O'Brien's view", "Mr [NAME-10]'s view"},
    {"Dr J.R. Smith-Jones said", "Dr [NAME-11] said"},
    {"Dr. van der Berg said", "Dr. [NAME-12] said"},
    {"Dr 2pac said", NULL},
    {"Councillor MRS BROWN spoke", "Councillor MRS [NAME-13] spoke"},
    {"Lord Mayor spoke", NULL},
    {"the Mayor spoke", NULL},
    {"Kind regards,\nJohn Smith", "Kind regards,\n[NAME-14]"},
    {"Kind regards\n\nJohn\n", "Kind regards\n\n[NAME-15]\n"},
    {"Kind regards, J. Smith\nChair", "Kind regards, [NAME-16]\nChair"},
    {"Regards – John Smith", "Regards – [NAME-14]"},
    {"Thanks, all of you", NULL},
    {"Yours sincerely,\nA. B. Cee", "Yours sincerely,\n[NAME-17]"},
    {"Best wishes\nthe committee", NULL},
    {"my name is john smith.", "my name is [NAME-14]."},
    {"my name is John and I live here", "my name is [NAME-15] and I live here"},
    {"My name is on the list", NULL},
    {"I live at 12 High Street", "I live at [ADDRESS-1]"},
    {"I live at Flat 2, 12 High St, Leeds LS1 4AP", "I live at [ADDRESS-2], Leeds [POSTCODE-1]"},
    {"live at the end", NULL},
    {"A 10 Downing Street", "A [ADDRESS-3]"},
    {"at No. 10, Mill Lane.", "at No. [ADDRESS-4]."},
    {"LS1 4AP", "[POSTCODE-1]"},
    {"ls1 4ap", "[POSTCODE-1]"},
    {"W1A 1AA", "[POSTCODE-2]"},
    {"ZZ99 9ZZ", NULL},
    {"SW1A1AA", "[POSTCODE-3]"},
    {"Write to a.b+c@example.org.", "Write to [EMAIL-1]."},
    {"@janedoe says", NULL},
    {"a@b", NULL},
    {"1.2.3.4 is an address", NULL},
    {"1.2.3.456 is not", NULL},
};

static void each_shape(void **state) {
  const char *root = getenv("AYES_ROOT");
  char folder[4096];
  ayes_redactor *redactor;
  ayes_error error = {0};
  size_t wrong = 0;
  (void)state;
  (void)snprintf(folder, sizeof folder, "%s/lexicons/en", root ? root : ".");
  ayes_redactor_options options = {.lexicon = folder};
  if (ayes_redactor_new(&options, &redactor, &error) != AYES_OK) fail_msg("%s", error.message);
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
    const char *expected = shapes[i].redacted ? shapes[i].redacted : shapes[i].text;
    ayes_span found;
    assert_int_equal(
        ayes_redact_text(redactor, ayes_span_of(shapes[i].text), &found, NULL, NULL, &error),
        AYES_OK);
    if (ayes_span_equal(found, ayes_span_of(expected))) continue;
    print_error("\"%s\" became \"%.*s\"\n", shapes[i].text, (int)found.length, found.data);
    wrong++;
  }
  ayes_redactor_free(redactor);
  assert_int_equal(wrong, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(each_shape)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
