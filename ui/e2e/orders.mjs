// Orders of sixty customers over two years, the same for the same stamp: what a small shop would export.

/** @param {string} stamp makes the customers of one run of the tests its own */
export function makeOrders(stamp) {
  let seed = 20_260;
  const random = () => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return seed / 4_294_967_296;
  };
  const rows = [];
  for (let customer = 1; customer <= 60; customer += 1) {
    const id = `${stamp}-${String(customer).padStart(2, '0')}`;
    const gap = 12 + random() * 80;
    const life = 60 + random() * 640;
    const first = random() * 120;
    for (let day = first; day < 728 && day - first < life; day += gap * (0.4 + random() * 1.2)) {
      const on = new Date(Date.UTC(2023, 0, 1) + Math.floor(day) * 86_400_000).toISOString().slice(0, 10);
      rows.push({ id, on, order: `${stamp}-o${rows.length + 1}`, cents: 800 + Math.floor(random() * 9_000) });
    }
  }
  const head = 'Customer ID,Order Date,Order ID,Amount';
  const lines = rows.map((row) => `${row.id},${row.on},${row.order},${(row.cents / 100).toFixed(2)}`);
  /** What the file says about one customer. */
  const of = (id) => {
    const own = rows.filter((row) => row.id === id);
    return { orders: own.length, revenue: own.reduce((sum, row) => sum + row.cents, 0) / 100 };
  };
  return { rows, text: `${[head, ...lines].join('\n')}\n`, of };
}
