/* SPDX-License-Identifier: MIT
 *
 * The gate before the rules: which of them a text can match at all, by their anchors.
 *
 *     ayes_gate_new(rules, &gate, error);
 *     ayes_gate_read(gate, &text, error);
 *     for (size_t rule; ayes_gate_next(gate, &rule);) ...
 *     ayes_gate_free(gate);
 */
#ifndef AYES_RULES_GATE_H
#define AYES_RULES_GATE_H

#include "rules/set.h"
#include "rules/starts.h"

/* One thread's. */
typedef struct ayes_gate ayes_gate;

/* *gate is yours; rules must not grow while it lives. AYES_NO_MEMORY. */
ayes_status ayes_gate_new(const ayes_rules *rules, ayes_gate **gate, ayes_error *error);
void ayes_gate_free(ayes_gate *gate);

/* Looks for all anchors in a text. Texts must be read with the same types until ayes_gate_forget.
 * AYES_NO_MEMORY. */
ayes_status ayes_gate_read(ayes_gate *gate, const ayes_text *text, ayes_error *error);

/* Forgets what is known of word types: their numbers may stand for others now. */
void ayes_gate_forget(ayes_gate *gate);

/* Where matches of the rule may start in the text of the last read, in order, borrowed until the
 * next one; false where it is not known: anywhere. */
bool ayes_gate_starts(const ayes_gate *gate, size_t rule, const ayes_start **starts, size_t *count);

/* The rules that the text of the last read may match, in their order: every rule that matches is
 * among them. False after the last. */
bool ayes_gate_next(ayes_gate *gate, size_t *rule);

#endif
