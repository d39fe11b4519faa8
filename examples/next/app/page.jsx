import { Checkout } from "./checkout";

export default function Page() {
  return (
    <main>
      <h1>Order</h1>
      <Checkout />
    </main>
  );
}
