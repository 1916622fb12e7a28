/* SPDX-License-Identifier: MIT
 *
 * The English pack with one mechanism taken out at a time.
 *
 *     bench_variant_make(&bench_variants[1], &workspace, &pack, &error);
 *     bench_classify(&files, pack, results, &error);
 */
#ifndef AYES_BENCH_ABLATION_H
#define AYES_BENCH_ABLATION_H

#include "quality/workspace.h"

enum { BENCH_LEFT_OUT_LIMIT = 3 };

typedef struct bench_variant {
  const char *name;
  const char *left_out[BENCH_LEFT_OUT_LIMIT]; /* lists, NULL for none */
  const char *plain;   /* a list whose good and bad weigh what their kind usually weighs, or NULL */
  const char *setting; /* a setting of "decision" that gets value, or NULL */
  double value;
} bench_variant;

/* The first is the pack as it is. */
extern const bench_variant bench_variants[];
extern const size_t bench_variant_count;

/* The folder of the pack: a changed copy in the temporary folder, or the pack itself. */
ayes_status bench_variant_make(const bench_variant *variant, bench_workspace *workspace,
                               const char **pack, ayes_error *error);

#endif
