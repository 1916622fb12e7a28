/* SPDX-License-Identifier: MIT
 *
 * The gate before the rules: which of them a text can match at all, by their anchors.
 *
 *     ayes_gate_new(rules, &gate, error);
 *     ayes_gate_read(gate, text->bytes);
 *     for (size_t rule; ayes_gate_next(gate, &rule);) ...
 *     ayes_gate_free(gate);
 */
#ifndef AYES_RULES_GATE_H
#define AYES_RULES_GATE_H

#include "rules/set.h"

/* One thread's. */
typedef struct ayes_gate ayes_gate;

/* *gate is yours; rules must not grow while it lives. AYES_NO_MEMORY. */
ayes_status ayes_gate_new(const ayes_rules *rules, ayes_gate **gate, ayes_error *error);
void ayes_gate_free(ayes_gate *gate);

/* Looks for all anchors in a text. O(bytes) for lists whose anchors are rarer than their parts. */
void ayes_gate_read(ayes_gate *gate, ayes_span text);

/* The rules that the text of the last read may match, in their order: every rule that matches is
 * among them. False after the last. */
bool ayes_gate_next(ayes_gate *gate, size_t *rule);

#endif
