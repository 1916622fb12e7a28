/* SPDX-License-Identifier: MIT
 *
 * Made-up values, each in one of several ways of writing it.
 */
#include "redaction/codes.h"
#include "redaction/set.h"

static const char *const first_names[] = {
    "Amara",         "Ben",   "Carys", "David", "Elif",  "Fiona", "Gareth", "Hannah",
    "Imran",         "Jane",  "Kofi",  "Laura", "Megan", "Niamh", "Oliver", "Priya",
    "Rhys",          "Sarah", "Tom",   "Usha",  "Wendy", "Yusuf", "Zofia",  "Zo\xC3\xAB",
    "\xC3\x89lodie", "Frank", "Grace", "Will",  "Hope",  "Mark"};
static const char *const last_names[] = {"Adeyemi",      "Brown",         "Cooper",
                                         "Davies",       "Evans",         "Fraser",
                                         "Green",        "Hughes",        "Iqbal",
                                         "Jones",        "Khan",          "Lewis",
                                         "Mensah",       "Nowak",         "O'Brien",
                                         "Patel",        "Quinn",         "Roberts",
                                         "Smith",        "Taylor",        "Unwin",
                                         "Walker",       "Wright",        "Young",
                                         "Begum",        "Hill",          "Church",
                                         "Wood",         "Ali",           "McDonald",
                                         "Smith-Jones",  "M\xC3\xBCller", "D\xE2\x80\x99Souza",
                                         "van der Berg", "Park",          "May"};
static const char *const streets[] = {
    "Acacia Avenue",    "Station Road", "High Street",   "Mill Lane",     "Church Close",
    "Park Drive",       "Queens Road",  "Kings Way",     "Orchard Grove", "St James Road",
    "Victoria Terrace", "Elm Crescent", "Beech Gardens", "The Green",     "Oak Tree Lane",
    "Hill View Road",   "School Lane",  "Chapel Street", "Windmill Rise", "North Parade"};
static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "Dec"};

static size_t below(redaction_random *random, size_t limit) {
  return redaction_random_below(random, limit);
}
#define PICK(random, list) list[below(random, sizeof list / sizeof *list)]

static void add(ayes_buffer *buffer, const char *text) { ayes_buffer_add_text(buffer, text); }

/* # a digit, ? a letter that codes use, anything else itself. */
static void add_shape(redaction_random *random, const char *shape, ayes_buffer *buffer) {
  static const char letters[] = "ABCEGHJKLMNPRSTWXY";
  for (; *shape; shape++) {
    if (*shape == '#') ayes_buffer_add_byte(buffer, (char)('0' + below(random, 10)));
    else if (*shape == '?') ayes_buffer_add_byte(buffer, letters[below(random, 18)]);
    else ayes_buffer_add_byte(buffer, *shape);
  }
}

/* One of count ways; the last one only when held out. */
static size_t way(redaction_random *random, bool held_out, size_t count) {
  return below(random, held_out ? count : count - 1);
}

static void add_email(redaction_random *random, bool held_out, ayes_buffer *buffer) {
  static const char *const shapes[] = {"user##@example.org", "j.walker##@example.com",
                                       "Jane_Doe@mail.example.net", "info+##@team-a.example.org",
                                       "k-patel.###@post.example.co.uk"};
  add_shape(random, shapes[way(random, held_out, 5)], buffer);
}

static void add_phone(redaction_random *random, bool held_out, ayes_buffer *buffer) {
  static const char *const shapes[] = {
      "01632 960###",  "(01632) 960###",  "01632960###",         "07700 900###",
      "07700900###",   "+44 1632 960###", "+447700900###",       "+44 (0)7700 900###",
      "020 7946 0###", "0113 496 0###",   "01632 960### ext ##", "0044 7700 900###",
      "07700-900-###", "0808 157 0###",   "01632 960 ### x##",   "(+44) 7700 900 ###"};
  add_shape(random, shapes[way(random, held_out, 16)], buffer);
}

static void add_postcode(redaction_random *random, bool held_out, ayes_buffer *buffer) {
  static const char *const shapes[] = {"LS# #AB", "S## #TQ", "EC#A #BB", "M# #WD", "BD## #LU",
                                       "W#A #AX", "GU##2XY", "ne# #pl",  "B## #ed"};
  add_shape(random, shapes[way(random, held_out, 9)], buffer);
}

static void add_address(redaction_random *random, bool held_out, ayes_buffer *buffer) {
  size_t choice = way(random, held_out, 6);
  size_t number = 2 + below(random, 90);
  switch (choice) {
    case 0: ayes_buffer_add_format(buffer, "%zu ", number); break;
    case 1: ayes_buffer_add_format(buffer, "%zua ", number); break;
    case 2: ayes_buffer_add_format(buffer, "Flat %zu, 12 ", number); break;
    case 3: ayes_buffer_add_format(buffer, "%zu, ", number); break;
    case 4: ayes_buffer_add_format(buffer, "%zu-99 ", number); break;
    default: ayes_buffer_add_format(buffer, "Apartment %zuB, 7 ", number); break;
  }
  add(buffer, PICK(random, streets));
}

static void add_name(redaction_random *random, bool held_out, ayes_buffer *buffer) {
  size_t choice = way(random, held_out, 4);
  const char *first = PICK(random, first_names);
  if (choice == 0 || choice == 1) add(buffer, first);
  if (choice == 2) ayes_buffer_add_format(buffer, "%c.", 'A' + (int)below(random, 20));
  if (choice == 3) ayes_buffer_add_format(buffer, "%c %c", 'A' + (int)below(random, 8), 'M');
  ayes_buffer_add_byte(buffer, ' ');
  add(buffer, PICK(random, last_names));
}

static void add_url(redaction_random *random, bool held_out, ayes_buffer *buffer) {
  static const char *const shapes[] = {
      "https://www.example.org/people/user##", "http://example.com/~jw##/home.html",
      "www.example.net/profile/id=###", "https://photos.example.org/a_(##)",
      "example.co.uk/users/jw##"};
  add_shape(random, shapes[way(random, held_out, 5)], buffer);
}

static void add_insurance(redaction_random *random, bool held_out, ayes_buffer *buffer) {
  static const char *const shapes[] = {"AB######C", "JG ## ## ## A", "CE ###### B", "pw######d"};
  add_shape(random, shapes[way(random, held_out, 4)], buffer);
}

static void add_nhs_number(redaction_random *random, bool held_out, ayes_buffer *buffer) {
  char digits[16] = "999";
  do {
    for (size_t i = 3; i < 9; i++) digits[i] = (char)('0' + below(random, 10));
  } while (!redaction_close_nhs(digits));
  size_t choice = way(random, held_out, 3);
  char between = choice == 2 ? '-' : ' ';
  for (size_t i = 0; i < 10; i++) {
    if (choice != 0 && (i == 3 || i == 6)) ayes_buffer_add_byte(buffer, between);
    ayes_buffer_add_byte(buffer, digits[i]);
  }
}

static void add_card(redaction_random *random, bool held_out, ayes_buffer *buffer) {
  static const char *const numbers[] = {"4111111111111111", "5555555555554444", "4242424242424242",
                                        "2223003122003222", "5105105105105100", "6011111111111117"};
  const char *digits = PICK(random, numbers);
  size_t choice = way(random, held_out, 3);
  for (size_t i = 0; i < 16; i++) {
    if (choice && i && i % 4 == 0) ayes_buffer_add_byte(buffer, choice == 1 ? ' ' : '-');
    ayes_buffer_add_byte(buffer, digits[i]);
  }
}

static void add_account(redaction_random *random, bool held_out, ayes_buffer *buffer) {
  static const char *const shapes[] = {"########", "1#######", "#### ####"};
  add_shape(random, shapes[way(random, held_out, 3)], buffer);
}

static void add_vehicle(redaction_random *random, bool held_out, ayes_buffer *buffer) {
  static const char *const shapes[] = {"AB1# ???", "LS6# ???", "YJ6#???", "BX7#???"};
  add_shape(random, shapes[way(random, held_out, 4)], buffer);
}

static void add_passport(redaction_random *random, bool held_out, ayes_buffer *buffer) {
  static const char *const shapes[] = {"1########", "5########", "### ### ###"};
  add_shape(random, shapes[way(random, held_out, 3)], buffer);
}

static void add_licence(redaction_random *random, bool held_out, ayes_buffer *buffer) {
  static const char *const shapes[] = {"SMITH7051##JA9AB", "JONES6112##K99CD", "KHAN98021#1AB9EF",
                                       "PATEL 3061##S99RX"};
  char shape[32];
  const char *from = shapes[way(random, held_out, 4)];
  size_t length = 0;
  for (; *from && length + 1 < sizeof shape; from++) shape[length++] = *from;
  shape[length] = '\0';
  char *day = strchr(shape, '#'); /* a day of the month, then the last digit of the year */
  if (day) *day = (char)('0' + below(random, 3));
  if (day && *day == '0') day[-1] = '1';
  add_shape(random, shape, buffer);
}

static void add_birth_date(redaction_random *random, bool held_out, ayes_buffer *buffer) {
  size_t day = 1 + below(random, 28), year = 1930 + below(random, 70), month = below(random, 12);
  switch (way(random, held_out, 6)) {
    case 0: ayes_buffer_add_format(buffer, "%zu/%zu/%zu", day, month + 1, year); break;
    case 1: ayes_buffer_add_format(buffer, "%02zu-%02zu-%zu", day, month + 1, year % 100); break;
    case 2: ayes_buffer_add_format(buffer, "%zu %s %zu", day, months[month], year); break;
    case 3: ayes_buffer_add_format(buffer, "%zuth of %s %zu", day, months[month], year); break;
    case 4: ayes_buffer_add_format(buffer, "%zu-%02zu-%02zu", year, month + 1, day); break;
    default: ayes_buffer_add_format(buffer, "%s %zu, %zu", months[month], day, year); break;
  }
}

void redaction_add_value(redaction_random *random, size_t kind, bool held_out,
                         ayes_buffer *buffer) {
  static void (*const makers[REDACTION_KINDS])(redaction_random *, bool, ayes_buffer *) = {
      add_email,   add_phone,     add_postcode,   add_address,   add_name,
      add_url,     add_insurance, add_nhs_number, add_card,      add_account,
      add_vehicle, add_passport,  add_licence,    add_birth_date};
  makers[kind](random, held_out, buffer);
}
