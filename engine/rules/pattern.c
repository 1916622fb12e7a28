/* SPDX-License-Identifier: MIT
 *
 * PCRE2 with its JIT compiler. A pattern that overflows the JIT's stack is tried again without JIT,
 * which has limits of its own; memory is asked for through base/memory.h, but for JIT code.
 */
#include "rules/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/memory.h"

enum { JIT_STACK_START = 32 * 1024, JIT_STACK_LIMIT = 1024 * 1024 };

struct ayes_pattern {
  pcre2_code *code;
  uint32_t groups;
  uint32_t mark;     /* number of the group "mark", or 0 */
  uint32_t shortest; /* characters */
};

struct ayes_finder {
  pcre2_match_context *context;
  pcre2_match_data *data;
  pcre2_jit_stack *stack;
};

static void *allocate(PCRE2_SIZE size, void *user) {
  (void)user;
  return ayes_memory_new(size);
}

static void release(void *memory, void *user) {
  (void)user;
  ayes_memory_free(memory);
}

/* ---- Compiling ---- */

static ayes_status compile_failed(int code, ayes_error *error) {
  enum { HEAP_FAILED = PCRE2_ERROR_HEAP_FAILED };
  char message[256];
  if (code == HEAP_FAILED) return ayes_error_memory(error);
  if (pcre2_get_error_message(code, (PCRE2_UCHAR *)message, sizeof message) < 0)
    return ayes_error_set(error, AYES_BAD_DATA, "the pattern does not compile");
  return ayes_error_set(error, AYES_BAD_DATA, "the pattern does not compile: %s", message);
}

static ayes_status compile(ayes_span source, pcre2_general_context *memory, pcre2_code **code,
                           size_t *fault, ayes_error *error) {
  const uint32_t options =
      PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT;
  int problem;
  PCRE2_SIZE offset = 0;
  pcre2_compile_context *context = pcre2_compile_context_create(memory);
  if (!context) return ayes_error_memory(error);
  pcre2_set_max_pattern_length(context, AYES_RULE_PATTERN_LIMIT);
  *code = pcre2_compile((PCRE2_SPTR)(source.data ? source.data : ""), source.length, options,
                        &problem, &offset, context);
  pcre2_compile_context_free(context);
  *fault = offset < source.length ? offset : source.length;
  return *code ? AYES_OK : compile_failed(problem, error);
}

/* Where the JIT cannot be had, the pattern runs without, only slower: the same marks, which a build
 * without it (AYES_JIT) shows. */
static void compile_to_machine_code(ayes_pattern *pattern) {
#ifndef AYES_WITHOUT_JIT
  (void)pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
#else
  (void)pattern;
#endif
}

static ayes_status study(ayes_pattern *pattern, ayes_error *error) {
  uint32_t captures = 0;
  compile_to_machine_code(pattern);
  pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &captures);
  pcre2_pattern_info(pattern->code, PCRE2_INFO_MINLENGTH, &pattern->shortest);
  pattern->groups = captures + 1;
  int mark = pcre2_substring_number_from_name(pattern->code, (PCRE2_SPTR) "mark");
  if (mark == PCRE2_ERROR_NOUNIQUESUBSTRING)
    return ayes_error_set(error, AYES_BAD_DATA, "only one group may be named \"mark\"");
  pattern->mark = mark > 0 ? (uint32_t)mark : 0;
  return AYES_OK;
}

ayes_status ayes_pattern_new(ayes_span source, ayes_pattern **out, size_t *fault,
                             ayes_error *error) {
  *out = NULL;
  *fault = 0;
  ayes_pattern *pattern = ayes_memory_new_zeroed(1, sizeof *pattern);
  pcre2_general_context *memory = pcre2_general_context_create(allocate, release, NULL);
  ayes_status status = pattern && memory ? AYES_OK : ayes_error_memory(error);
  if (status == AYES_OK) status = compile(source, memory, &pattern->code, fault, error);
  pcre2_general_context_free(memory);
  if (status == AYES_OK) status = study(pattern, error);
  if (status == AYES_OK) *out = pattern;
  else ayes_pattern_free(pattern);
  return status;
}

void ayes_pattern_free(ayes_pattern *pattern) {
  if (!pattern) return;
  pcre2_code_free(pattern->code);
  ayes_memory_free(pattern);
}

size_t ayes_pattern_groups(const ayes_pattern *pattern) { return pattern->groups; }

size_t ayes_pattern_shortest(const ayes_pattern *pattern) { return pattern->shortest; }

void ayes_rules_version(ayes_buffer *version) {
  char text[64] = "";
  if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) < (int)sizeof text)
    pcre2_config(PCRE2_CONFIG_VERSION, text);
  ayes_buffer_add_text(version, text);
}

/* ---- Finding ---- */

ayes_status ayes_finder_new(size_t group_limit, ayes_finder **out, ayes_error *error) {
  *out = NULL;
  ayes_finder *finder = ayes_memory_new_zeroed(1, sizeof *finder);
  pcre2_general_context *memory = pcre2_general_context_create(allocate, release, NULL);
  if (finder && memory) {
    finder->context = pcre2_match_context_create(memory);
    finder->data = pcre2_match_data_create((uint32_t)group_limit, memory);
    finder->stack = pcre2_jit_stack_create(JIT_STACK_START, JIT_STACK_LIMIT, memory);
  }
  pcre2_general_context_free(memory);
  if (!finder || !finder->context || !finder->data) {
    ayes_finder_free(finder);
    return ayes_error_memory(error);
  }
  pcre2_set_heap_limit(finder->context, AYES_RULE_HEAP_LIMIT_KIB);
  if (finder->stack) pcre2_jit_stack_assign(finder->context, NULL, finder->stack);
  *out = finder;
  return AYES_OK;
}

void ayes_finder_free(ayes_finder *finder) {
  if (!finder) return;
  pcre2_match_context_free(finder->context);
  pcre2_match_data_free(finder->data);
  pcre2_jit_stack_free(finder->stack);
  ayes_memory_free(finder);
}

static int run(ayes_finder *finder, const ayes_pattern *pattern, const ayes_pattern_range *range) {
  uint32_t options = PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY;
  if (range->visible_end < range->text.length) options |= PCRE2_NOTEOL;
  PCRE2_SPTR text = (PCRE2_SPTR)range->text.data;
  int code = pcre2_match(pattern->code, text, range->visible_end, range->from, options,
                         finder->data, finder->context);
  if (code != PCRE2_ERROR_JIT_STACKLIMIT) return code;
  return pcre2_match(pattern->code, text, range->visible_end, range->from, options | PCRE2_NO_JIT,
                     finder->data, finder->context);
}

static ayes_pattern_answer failed(int code, ayes_error *error) {
  char message[256] = "";
  switch (code) {
    case PCRE2_ERROR_NOMATCH: return AYES_PATTERN_NONE;
    case PCRE2_ERROR_MATCHLIMIT:
    case PCRE2_ERROR_DEPTHLIMIT:
    case PCRE2_ERROR_RECURSELOOP: /* the same group again at the same place, without end */
    case PCRE2_ERROR_HEAPLIMIT: return AYES_PATTERN_LIMITED;
    case PCRE2_ERROR_NOMEMORY: ayes_error_memory(error); return AYES_PATTERN_FAILED;
    default: break;
  }
  pcre2_get_error_message(code, (PCRE2_UCHAR *)message, sizeof message);
  ayes_error_set(error, AYES_INTERNAL, "a rule cannot be run: %s", message);
  return AYES_PATTERN_FAILED;
}

ayes_pattern_answer ayes_finder_next(ayes_finder *finder, const ayes_pattern *pattern,
                                     const ayes_pattern_range *range, uint32_t step_limit,
                                     ayes_pattern_match *match, ayes_error *error) {
  pcre2_set_match_limit(finder->context, step_limit);
  pcre2_set_offset_limit(finder->context, range->last_start);
  int code = run(finder, pattern, range);
  if (code < 0) return failed(code, error);
  const PCRE2_SIZE *bounds = pcre2_get_ovector_pointer(finder->data);
  uint32_t group = pattern->mark;
  if (bounds[2 * group] == PCRE2_UNSET) group = 0;
  match->start = bounds[2 * group];
  match->end = bounds[2 * group + 1];
  match->next = bounds[1];
  return AYES_PATTERN_FOUND;
}
