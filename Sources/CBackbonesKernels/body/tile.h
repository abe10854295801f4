// The micro-kernels: a tile of the product, BB_ROWS rows or fewer by BB_WIDE panels or one, in registers.

enum { BB_VECTORS = BB_PANEL / BB_WIDTH };  // of a panel

typedef struct {
  const float *a;  // rows of the left factor, a_stride apart
  ptrdiff_t a_stride;
  const float *b;  // packed panels, b_stride apart
  ptrdiff_t b_stride;
  int32_t depth;
  int32_t parts;  // where not 0, rows come in so many parts of `depth` floats, part_stride apart: lines of a window
  ptrdiff_t part_stride;
  float *out;  // written, and read where `continued`
  ptrdiff_t out_stride;
  int continued;
  int32_t columns;        // that exist from the first panel on: the last panel may reach beyond them
  int is_padded;          // whether rows of the output have room for whole panels, which are stored then
  const float *bias;      // where sums start, if not continued; may be null
  const float *residual;  // added at the end; may be null
  ptrdiff_t residual_stride;
  float low, high;  // bounds of what is stored
  const float *ahead;  // the panels that are needed next, b_stride apart too; may be null
  const half_panels *halves;  // where not null, what `b` is made of, and what is `ahead`
  // Of products that are summed (strassen.h), whose bias is added at the end; rows are BB_WIDE panels wide.
  const float *partial;  // added to what is stored; may be null
  float *other;          // where not null, gets `other_partial` plus `sign` times the sums
  const float *other_partial;
  float sign;
  // The first tile replaces panels `b` by their sum with panels `second`, b_stride apart too, or by the difference: it stores it at
  // `made`, made_stride apart, where the other tiles read it.
  const float *second;
  float *made;
  ptrdiff_t made_stride;
} product;

/// What is known of a product when its kernel is compiled.
typedef enum {
  BB_PLAIN,
  BB_PARTS,   // rows come in parts: a loop around those over k would cost it registers
  BB_SUMMED,  // sums go on to other sums
  BB_SUMMED_OF_SUM,  // ... and panels are sums, or differences
  BB_SUMMED_OF_DIFFERENCE,
  BB_PRODUCT_KINDS,
} product_kind;

typedef vf tile_sums[BB_ROWS][BB_WIDE * BB_VECTORS];

enum { BB_GROUP = 3 };  // rows that are addressed from one of them

/// Where a tile's rows are read: one pointer for a group of rows, whose others lie one stride and two from it.
typedef const float *tile_rows[(BB_ROWS + BB_GROUP - 1) / BB_GROUP];

/// The pointers of `rows` rows. The empty assembly hides from the compiler how they belong together: it would make more
/// pointers of them, and short of registers for those load rows early and spill sums.
static inline __attribute__((always_inline)) void point_at_rows(
    tile_rows a, const float *first, ptrdiff_t stride, const int rows) {
  BB_UNROLL for (int g = 0; g * BB_GROUP < rows; g++) {
    a[g] = first + g * BB_GROUP * stride;
    __asm__("" : "+r"(a[g]));
  }
}

static inline __attribute__((always_inline)) void advance_rows(tile_rows a, ptrdiff_t count, const int rows) {
  BB_UNROLL for (int g = 0; g * BB_GROUP < rows; g++) a[g] += count;
}

/// Where a tile's columns are read, and where they go that are made.
typedef struct {
  const float *b, *second;
  ptrdiff_t b_stride;
  float *made;
  ptrdiff_t made_stride;
} tile_columns;

static inline __attribute__((always_inline)) void advance_columns(
    tile_columns *columns, const int count, const product_kind kind) {
  columns->b += count * BB_PANEL;
  if (kind < BB_SUMMED_OF_SUM) return;
  columns->second += count * BB_PANEL;
  columns->made += count * BB_PANEL;
}

/// Vector `v` of the columns. Sums are made while others are multiplied, by units that have nothing else to do.
static inline __attribute__((always_inline)) vf column_vector(
    const tile_columns *from, const int k, const int v, const product_kind kind) {
  const int panel = v / BB_VECTORS, offset = k * BB_PANEL + v % BB_VECTORS * BB_WIDTH;
  vf column = load(from->b + panel * from->b_stride + offset);
  if (kind < BB_SUMMED_OF_SUM) return column;
  const vf second = load(from->second + panel * from->b_stride + offset);
  column = kind == BB_SUMMED_OF_SUM ? column + second : column - second;
  store(from->made + panel * from->made_stride + offset, column);
  return column;
}

/// One rank-1 update, at offset `k` from the row pointers.
static inline __attribute__((always_inline)) void multiply_step(
    tile_sums sums, const tile_rows a, ptrdiff_t a_stride, const int k, const tile_columns *b, const int rows,
    const int vectors, const product_kind kind) {
  vf columns[BB_WIDE * BB_VECTORS];
  BB_UNROLL for (int v = 0; v < vectors; v++) columns[v] = column_vector(b, k, v, kind);
  BB_UNROLL for (int r = 0; r < rows; r++) {
    vf row = (vf)a[r / BB_GROUP][r % BB_GROUP * a_stride + k];
    BB_UNROLL for (int v = 0; v < vectors; v++) sums[r][v] = multiply_add(row, columns[v], sums[r][v]);
  }
}

/// BB_STEPS rank-1 updates, unrolled.
static inline __attribute__((always_inline)) void multiply_steps(
    tile_sums sums, const tile_rows a, ptrdiff_t a_stride, const tile_columns *b, const int rows, const int vectors,
    const product_kind kind) {
#if BB_LANES
  // One load of a row serves all steps: instructions that multiply by a lane take it from there.
  vf row[BB_ROWS];
  BB_UNROLL for (int r = 0; r < rows; r++) row[r] = load(a[r / BB_GROUP] + r % BB_GROUP * a_stride);
  BB_UNROLL for (int i = 0; i < BB_STEPS; i++)
    BB_UNROLL for (int v = 0; v < vectors; v++) {
      vf column = column_vector(b, i, v, kind);
      BB_UNROLL for (int r = 0; r < rows; r++) sums[r][v] = multiply_add((vf)row[r][i], column, sums[r][v]);
    }
#else
  BB_UNROLL for (int i = 0; i < BB_STEPS; i++)
    multiply_step(sums, a, a_stride, i, b, rows, vectors, kind);
#endif
}

/// Adds a tile's sums to those of another quarter of Strassen's method, and what there is of their own to them.
static inline __attribute__((always_inline)) void pass_on_sums(
    const product *p, tile_sums sums, const int rows, const int vectors) {
  enum { STRIDE = BB_WIDE * BB_PANEL };
  const float *partial = p->partial, *from = p->other_partial;
  float *other = p->other;
  const vf sign = (vf)p->sign;
  if (other)
    BB_UNROLL for (int r = 0; r < rows; r++)
      BB_UNROLL for (int v = 0; v < vectors; v++)
        store(other + r * STRIDE + v * BB_WIDTH,
              multiply_add(sums[r][v], sign, load(from + r * STRIDE + v * BB_WIDTH)));
  if (partial)
    BB_UNROLL for (int r = 0; r < rows; r++)
      BB_UNROLL for (int v = 0; v < vectors; v++) sums[r][v] += load(partial + r * STRIDE + v * BB_WIDTH);
}

/// Stores a tile's sums with what of the epilogue is fused: earlier slices of k, the residual, the bounds. `whole`: all
/// columns of the panels exist.
static inline __attribute__((always_inline)) void store_tile(
    const product *p, tile_sums sums, const int rows, const int vectors, const int whole, const product_kind kind) {
  // Read once: the compiler must take each store to change what `p` points to.
  const vf low = (vf)p->low, high = (vf)p->high;
  const ptrdiff_t out_stride = p->out_stride, residual_stride = p->residual_stride;
  const int32_t columns = p->columns;
  const float *residual = p->residual;
  float *out = p->out;
#define BB_GET(from) (whole ? load((from) + v * BB_WIDTH) : load_clipped((from) + v * BB_WIDTH, columns - v * BB_WIDTH))
  if (kind >= BB_SUMMED && p->bias && !p->continued)
    BB_UNROLL for (int v = 0; v < vectors; v++) {
      const vf bias = BB_GET(p->bias);
      BB_UNROLL for (int r = 0; r < rows; r++) sums[r][v] += bias;
    }
  // What was summed before is added last: shorter sums round less than one long one.
  if (p->continued)
    BB_UNROLL for (int r = 0; r < rows; r++)
      BB_UNROLL for (int v = 0; v < vectors; v++) sums[r][v] += BB_GET(out + r * out_stride);
  if (residual)
    BB_UNROLL for (int r = 0; r < rows; r++, residual += residual_stride)
      BB_UNROLL for (int v = 0; v < vectors; v++) sums[r][v] += BB_GET(residual);
#undef BB_GET
  BB_UNROLL for (int r = 0; r < rows; r++, out += out_stride)
    BB_UNROLL for (int v = 0; v < vectors; v++) {
      vf sum = vmin(vmax(sums[r][v], low), high);
      if (whole || p->is_padded) store(out + v * BB_WIDTH, sum);
      else store_clipped(out + v * BB_WIDTH, sum, columns - v * BB_WIDTH);
    }
}

/// Adds the products of `depth` k; what is `ahead`, unless null, is fetched on the way, `ahead_step` floats for BB_STEPS k.
static inline __attribute__((always_inline)) void multiply_depth(
    tile_sums sums, const float *first, ptrdiff_t a_stride, tile_columns b, int32_t depth, const float *ahead,
    const ptrdiff_t ahead_step, const int rows, const int vectors, const product_kind kind) {
#define BB_MULTIPLY_STEPS                                                                                              \
  multiply_steps(sums, a, a_stride, &b, rows, vectors, kind);                                                          \
  advance_rows(a, BB_STEPS, rows);                                                                                     \
  advance_columns(&b, BB_STEPS, kind);
  tile_rows a;
  point_at_rows(a, first, a_stride, rows);
  int32_t k = depth;
  // Two loops: where nothing is to be fetched, fetching what is there already would still cost some percent.
  if (ahead)
    for (; k >= BB_STEPS; k -= BB_STEPS, ahead += ahead_step) {
      BB_UNROLL for (int i = 0; i < BB_STEPS; i++) __builtin_prefetch(ahead + i * BB_PANEL);
      BB_MULTIPLY_STEPS
    }
  for (; k >= BB_STEPS; k -= BB_STEPS) { BB_MULTIPLY_STEPS }
  for (; k > 0; k--, advance_rows(a, 1, rows), advance_columns(&b, 1, kind))
    multiply_step(sums, a, a_stride, 0, &b, rows, vectors, kind);
#undef BB_MULTIPLY_STEPS
}

static inline __attribute__((always_inline)) void multiply_tile(
    const product *p, const int rows, const int panels, const product_kind kind) {
  const int vectors = panels * BB_VECTORS;
  const int whole = p->columns >= panels * BB_PANEL;
  tile_sums sums;
  BB_UNROLL for (int v = 0; v < vectors; v++) {
    vf start = 0;
    if (kind < BB_SUMMED && p->bias && !p->continued)
      start = whole ? load(p->bias + v * BB_WIDTH) : load_clipped(p->bias + v * BB_WIDTH, p->columns - v * BB_WIDTH);
    BB_UNROLL for (int r = 0; r < rows; r++) sums[r][v] = start;
  }
  // A line that is missing when it is stored holds up the stores after it; of Strassen's products there are many.
  if (kind >= BB_SUMMED)
    BB_UNROLL for (int r = 0; r < rows; r++)
      BB_UNROLL for (int v = 0; v < panels; v++) __builtin_prefetch(p->out + r * p->out_stride + v * BB_LINE, 1);
  if (p->residual)
    BB_UNROLL for (int r = 0; r < rows; r++)
      BB_UNROLL for (int v = 0; v < panels; v++)
        __builtin_prefetch(p->residual + r * p->residual_stride + v * BB_LINE);
  tile_columns b = {p->b, p->second, p->b_stride, p->made, p->made_stride};
  if (kind == BB_PARTS) {
    const float *a = p->a;
    for (int32_t part = p->parts; part > 0; part--, a += p->part_stride, b.b += p->depth * BB_PANEL)
      multiply_depth(sums, a, p->a_stride, b, p->depth, NULL, 0, rows, vectors, kind);
  } else {
    const ptrdiff_t step = p->halves ? BB_STEPS * BB_PANEL / 2 : BB_STEPS * BB_PANEL;
    multiply_depth(sums, p->a, p->a_stride, b, p->depth, p->ahead, step, rows, vectors, kind);
  }
  if (kind >= BB_SUMMED) pass_on_sums(p, sums, rows, vectors);
  if (whole) store_tile(p, sums, rows, vectors, 1, kind);
  else store_tile(p, sums, rows, vectors, 0, kind);
}

#define BB_TILES_1(T) T(1)
#define BB_TILES_2(T) BB_TILES_1(T) T(2)
#define BB_TILES_3(T) BB_TILES_2(T) T(3)
#define BB_TILES_4(T) BB_TILES_3(T) T(4)
#define BB_TILES_5(T) BB_TILES_4(T) T(5)
#define BB_TILES_6(T) BB_TILES_5(T) T(6)
#define BB_TILES_12(T) BB_TILES_6(T) T(7) T(8) T(9) T(10) T(11) T(12)
#define BB_TILES_UP_TO(rows, T) BB_TILES_UP_TO_(rows, T)
#define BB_TILES_UP_TO_(rows, T) BB_TILES_##rows(T)

// Kernels by the number of rows less one, whether there are BB_WIDE panels or one, and the kind of product.
typedef void (*tile_kernel)(const product *p);
#define BB_TILE(rows)                                                                                                  \
  static void multiply_##rows(const product *p) { multiply_tile(p, rows, 1, BB_PLAIN); }                               \
  static void multiply_wide_##rows(const product *p) { multiply_tile(p, rows, BB_WIDE, BB_PLAIN); }                    \
  static void multiply_parts_##rows(const product *p) { multiply_tile(p, rows, 1, BB_PARTS); }                         \
  static void multiply_wide_parts_##rows(const product *p) { multiply_tile(p, rows, BB_WIDE, BB_PARTS); }              \
  static void multiply_summed_##rows(const product *p) { multiply_tile(p, rows, 1, BB_SUMMED); }                       \
  static void multiply_wide_summed_##rows(const product *p) { multiply_tile(p, rows, BB_WIDE, BB_SUMMED); }            \
  static void multiply_sum_##rows(const product *p) { multiply_tile(p, rows, 1, BB_SUMMED_OF_SUM); }                   \
  static void multiply_wide_sum_##rows(const product *p) { multiply_tile(p, rows, BB_WIDE, BB_SUMMED_OF_SUM); }        \
  static void multiply_difference_##rows(const product *p) { multiply_tile(p, rows, 1, BB_SUMMED_OF_DIFFERENCE); }     \
  static void multiply_wide_difference_##rows(const product *p) {                                                      \
    multiply_tile(p, rows, BB_WIDE, BB_SUMMED_OF_DIFFERENCE);                                                          \
  }
BB_TILES_UP_TO(BB_ROWS, BB_TILE)
#undef BB_TILE
#define BB_TILE(rows)                                                                                                  \
  {{multiply_##rows, multiply_parts_##rows, multiply_summed_##rows, multiply_sum_##rows, multiply_difference_##rows},  \
   {multiply_wide_##rows, multiply_wide_parts_##rows, multiply_wide_summed_##rows, multiply_wide_sum_##rows,           \
    multiply_wide_difference_##rows}},
static const tile_kernel tile_kernels[BB_ROWS][2][BB_PRODUCT_KINDS] = {BB_TILES_UP_TO(BB_ROWS, BB_TILE)};
#undef BB_TILE

/// Multiplies `rows` rows with one panel, or with BB_WIDE. Rows are shared out evenly (13 as 7 + 6): a tile of few
/// rows waits for its own sums. The first tiles fetch the panels ahead, one panel each: weights come from memory for
/// every image anew, and products of few rows would wait for them.
static inline void multiply_rows_as(product p, int64_t rows, int wide, product_kind kind) {
  const float *ahead = p.ahead;
  const ptrdiff_t ahead_stride = p.halves ? p.halves->stride / 2 : p.b_stride;
  int left_ahead = ahead ? wide ? BB_WIDE : 1 : 0;
  for (int64_t left = (rows + BB_ROWS - 1) / BB_ROWS; left > 0; left--) {
    int64_t taken = (rows + left - 1) / left;
    p.ahead = NULL;
    if (left_ahead-- > 0) {
      p.ahead = ahead;
      ahead += ahead_stride;
    }
    tile_kernels[taken - 1][wide][kind](&p);
    if (kind > BB_SUMMED) {
      p.b = p.made;
      p.b_stride = p.made_stride;
      kind = BB_SUMMED;
    }
    rows -= taken;
    p.a += taken * p.a_stride;
    p.out += taken * p.out_stride;
    if (p.residual) p.residual += taken * p.residual_stride;
    if (kind != BB_SUMMED) continue;
    const ptrdiff_t sums = taken * BB_WIDE * BB_PANEL;
    if (p.partial) p.partial += sums;
    if (p.other) p.other += sums;
    p.other_partial += sums;
  }
}

static void multiply_rows(product p, int64_t rows, int wide) {
  multiply_rows_as(p, rows, wide, p.parts ? BB_PARTS : BB_PLAIN);
}

/// Where a panel lies before it is widened, if it is.
static inline const float *panel_of(const product *p, int32_t panel) {
  return p->halves ? (const float *)(p->halves->panels + panel * p->halves->stride) : p->b + panel * p->b_stride;
}

/// All asked panels over the rows of `p`, whose b, out, bias and residual are those of panel 0; what lies ahead of the
/// last one is `p.ahead`.
static void multiply_panels(product p, int64_t rows, int32_t panel_begin, int32_t panel_end) {
  for (int32_t panel = panel_begin; panel < panel_end;) {
    int32_t column = panel * BB_PANEL;
    int wide = panel + BB_WIDE <= panel_end, count = wide ? BB_WIDE : 1;
    product part = p;
    if (p.halves) {
      int32_t depth = p.parts ? p.depth * p.parts : p.depth;
      widen_panels(p.halves, panel, count, p.columns - column, depth);
      part.b = p.halves->widened;
      part.b_stride = (ptrdiff_t)depth * BB_PANEL;
    } else {
      part.b += panel * p.b_stride;
    }
    part.out += column;
    part.columns -= column;
    if (p.bias) part.bias += column;
    if (p.residual) part.residual += column;
    panel += count;
    if (panel < panel_end) part.ahead = panel_of(&p, panel);
    multiply_rows(part, rows, wide);
  }
}
