/* SPDX-License-Identifier: MIT
 *
 * E-mail addresses and web addresses. An address of a page may be a person's own, so it goes; a
 * bare site ("www.example.org") names an organisation and stays. From an @ the local part is read
 * backwards and the domain forwards, each at most as far as RFC 5321 allows.
 */
#include "redaction/scan.h"

enum { LOCAL_LIMIT = 64, DOMAIN_LIMIT = 253, URL_LIMIT = 2048 };

static bool is_plain(char byte) {
  return ayes_byte_is_letter(byte) || ayes_byte_is_digit(byte) || (byte & '\x80');
}

static bool is_local(char byte) { return is_plain(byte) || (byte && memchr("._%+-", byte, 5)); }

static size_t local_start(ayes_span text, size_t at_sign) {
  size_t start = at_sign;
  while (start > 0 && at_sign - start < LOCAL_LIMIT && is_local(text.data[start - 1])) start--;
  while (start < at_sign && !is_plain(text.data[start])) start++;
  return start;
}

/* The end of the host that starts there; *points says how many points are in it. */
static size_t host_end(ayes_span text, size_t at, size_t *points) {
  size_t end = at;
  *points = 0;
  while (end < text.length && end - at < DOMAIN_LIMIT) {
    char byte = text.data[end];
    if (byte == '.' && end + 1 < text.length && is_plain(text.data[end + 1])) ++*points;
    else if (!is_plain(byte) && byte != '-') break;
    end++;
  }
  return end;
}

/* Finds the next @ that is not behind the walk. */
static void look_for_at_sign(ayes_scan *scan) {
  while (scan->at_sign == SIZE_MAX ||
         (scan->at_sign < scan->at && scan->at_sign < scan->text.length)) {
    size_t from = scan->at_sign == SIZE_MAX ? 0 : scan->at_sign + 1;
    scan->at_sign = from + ayes_span_find_byte(ayes_span_from(scan->text, from), '@');
    scan->mail_start = local_start(scan->text, scan->at_sign);
  }
}

size_t ayes_find_email(ayes_scan *scan) {
  size_t points;
  look_for_at_sign(scan);
  if (scan->at_sign >= scan->text.length || scan->at < scan->mail_start) return 0;
  size_t end = host_end(scan->text, scan->at_sign + 1, &points);
  if (points == 0 || scan->at >= scan->at_sign) return 0;
  return ayes_scan_add(scan, AYES_REDACT_EMAIL, scan->at, end, "at_sign");
}

/* ---- web ---- */

/* Endings of sites that are written without "www." often enough. */
static bool has_known_ending(ayes_span host) {
  static const char *const endings[] = {".uk",  ".com", ".org",  ".net",  ".info",   ".eu",
                                        ".io",  ".me",  ".co",   ".gov",  ".scot",   ".wales",
                                        ".app", ".dev", ".blog", ".test", ".example"};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (ayes_span_ends_with(host, ayes_span_of(endings[i]))) return true;
  return false;
}

static size_t skip_scheme(const ayes_scan *scan) {
  static const char *const schemes[] = {"https://", "http://", "ftp://"};
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
    size_t end = scan->at + strlen(schemes[i]);
    if (ayes_span_equal_ignoring_case(ayes_span_slice(scan->text, scan->at, end),
                                      ayes_span_of(schemes[i])))
      return end;
  }
  return scan->at;
}

static bool ends_url(char byte) {
  return (unsigned char)byte <= ' ' || memchr("<>\"{}|^`[]", byte, 10);
}

/* The end without the punctuation of the sentence around. */
static size_t url_end(ayes_span text, size_t at) {
  size_t end = at, opened = 0, closed = 0;
  while (end < text.length && end - at < URL_LIMIT && !ends_url(text.data[end])) {
    opened += text.data[end] == '(';
    closed += text.data[end++] == ')';
  }
  while (end > at) {
    char last = text.data[end - 1];
    if (last == ')' && closed > opened) closed--;
    else if (!memchr(".,;:!?'*_", last, 9)) break;
    end--;
  }
  return end;
}

size_t ayes_find_url(ayes_scan *scan) {
  size_t points, host = skip_scheme(scan);
  size_t end = host_end(scan->text, host, &points);
  ayes_span name = ayes_span_slice(scan->text, host, end);
  bool is_sure = host > scan->at ||
                 ayes_span_equal_ignoring_case(ayes_span_slice(name, 0, 4), ayes_span_of("www."));
  if (points == 0 || (!is_sure && !has_known_ending(name))) return 0;
  if (ayes_scan_byte(scan, end) == ':') do
      end++;
    while (ayes_byte_is_digit(ayes_scan_byte(scan, end)));
  char next = ayes_scan_byte(scan, end);
  size_t behind = next == '/' || next == '?' || next == '#' ? url_end(scan->text, end) : end;
  if (behind <= end + 1) return 0;
  return ayes_scan_add(scan, AYES_REDACT_URL, scan->at, behind, "page");
}
