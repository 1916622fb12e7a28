/* SPDX-License-Identifier: MIT
 *
 * A validator for the part of JSON Schema 2020-12 that engine/schema uses. A keyword it does not
 * know is a failure, so a schema cannot ask for what nobody checks.
 *
 *     char fault[TEST_SCHEMA_FAULT];
 *     assert_true(test_schema_validates(schema, schema, value, fault));
 */
#ifndef AYES_TEST_SCHEMA_H
#define AYES_TEST_SCHEMA_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { TEST_SCHEMA_FAULT = 400 };

static bool test_schema_validates(const json_t *root, const json_t *schema, const json_t *value,
                                  char *fault);

static inline bool test_schema_fault(char *fault, const char *what, const char *detail) {
  snprintf(fault, TEST_SCHEMA_FAULT, "%s: %.300s", what, detail ? detail : "");
  return false;
}

static inline bool test_schema_is_type(const json_t *value, const char *name) {
  if (strcmp(name, "object") == 0) return json_is_object(value);
  if (strcmp(name, "array") == 0) return json_is_array(value);
  if (strcmp(name, "string") == 0) return json_is_string(value);
  if (strcmp(name, "integer") == 0) return json_is_integer(value);
  if (strcmp(name, "number") == 0) return json_is_number(value);
  if (strcmp(name, "boolean") == 0) return json_is_boolean(value);
  return strcmp(name, "null") == 0 && json_is_null(value);
}

static inline bool test_schema_has_type(const json_t *types, const json_t *value) {
  if (json_is_string(types)) return test_schema_is_type(value, json_string_value(types));
  for (size_t i = 0; i < json_array_size(types); i++)
    if (test_schema_is_type(value, json_string_value(json_array_get(types, i)))) return true;
  return false;
}

static inline bool test_schema_is_among(const json_t *values, const json_t *value) {
  for (size_t i = 0; i < json_array_size(values); i++)
    if (json_equal(json_array_get(values, i), value)) return true;
  return false;
}

static inline bool test_schema_one_of(const json_t *root, const json_t *schemas,
                                      const json_t *value, char *fault) {
  size_t fitting = 0;
  char last[TEST_SCHEMA_FAULT] = "";
  for (size_t i = 0; i < json_array_size(schemas); i++)
    fitting += test_schema_validates(root, json_array_get(schemas, i), value, last);
  if (fitting == 1) return true;
  return test_schema_fault(fault, fitting ? "fits several of oneOf" : "fits none of oneOf", last);
}

static inline bool test_schema_object(const json_t *root, const json_t *schema, const json_t *value,
                                      char *fault) {
  const json_t *known = json_object_get(schema, "properties");
  const json_t *others = json_object_get(schema, "additionalProperties");
  const json_t *required = json_object_get(schema, "required");
  const char *key;
  json_t *member;
  for (size_t i = 0; i < json_array_size(required); i++) {
    const char *name = json_string_value(json_array_get(required, i));
    if (!json_object_get(value, name)) return test_schema_fault(fault, "misses", name);
  }
  json_object_foreach((json_t *)value, key, member) {
    const json_t *one = json_object_get(known, key);
    if (!one) one = others;
    if (json_is_false(one)) return test_schema_fault(fault, "has an unknown member", key);
    if (json_is_object(one) && !test_schema_validates(root, one, member, fault)) {
      char inner[TEST_SCHEMA_FAULT];
      snprintf(inner, sizeof inner, "%s", fault);
      return test_schema_fault(fault, key, inner);
    }
  }
  return true;
}

static inline bool test_schema_keyword(const json_t *root, const char *key, const json_t *want,
                                       const json_t *value, char *fault) {
  static const char *const notes[] = {"$schema", "$id", "$defs", "title", "description"};
  static const char *const elsewhere[] = {"properties", "additionalProperties", "required"};
  for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
    if (strcmp(key, notes[i]) == 0) return true;
  for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
    if (strcmp(key, elsewhere[i]) == 0) return true;
  if (strcmp(key, "type") == 0) return test_schema_has_type(want, value);
  if (strcmp(key, "enum") == 0) return test_schema_is_among(want, value);
  if (strcmp(key, "const") == 0) return json_equal(want, value);
  if (strcmp(key, "minimum") == 0)
    return !json_is_number(value) || json_number_value(value) >= json_number_value(want);
  if (strcmp(key, "maximum") == 0)
    return !json_is_number(value) || json_number_value(value) <= json_number_value(want);
  if (strcmp(key, "minLength") == 0)
    return !json_is_string(value) || json_string_length(value) >= (size_t)json_integer_value(want);
  if (strcmp(key, "minItems") == 0)
    return !json_is_array(value) || json_array_size(value) >= (size_t)json_integer_value(want);
  if (strcmp(key, "oneOf") == 0) return test_schema_one_of(root, want, value, fault);
  if (strcmp(key, "items") == 0) {
    for (size_t i = 0; i < json_array_size(value); i++)
      if (!test_schema_validates(root, want, json_array_get(value, i), fault)) return false;
    return true;
  }
  if (strcmp(key, "$ref") == 0) {
    const char *path = json_string_value(want);
    const json_t *target = strncmp(path, "#/$defs/", 8) == 0
                               ? json_object_get(json_object_get(root, "$defs"), path + 8)
                               : NULL;
    if (!target) return test_schema_fault(fault, "$ref leads nowhere", path);
    return test_schema_validates(root, target, value, fault);
  }
  return test_schema_fault(fault, "a keyword that nobody checks", key);
}

static bool test_schema_validates(const json_t *root, const json_t *schema, const json_t *value,
                                  char *fault) {
  const char *key;
  json_t *want;
  fault[0] = '\0';
  json_object_foreach((json_t *)schema, key, want) {
    if (test_schema_keyword(root, key, want, value, fault)) continue;
    if (!fault[0]) test_schema_fault(fault, "does not hold", key);
    return false;
  }
  return !json_is_object(value) || test_schema_object(root, schema, value, fault);
}

#endif
