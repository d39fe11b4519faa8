import { CloudPaymentsCheckout } from "cloudpayments-checkout/react";
import { useEffect, useState } from "react";

import { newOrder } from "./shop.js";

export function Checkout() {
  const [order, setOrder] = useState<Awaited<ReturnType<typeof newOrder>>>();
  const [said, setSaid] = useState("");

  useEffect(() => {
    newOrder().then(setOrder, (error: unknown) => setSaid(String(error)));
  }, []);

  return (
    <>
      {order && (
        <CloudPaymentsCheckout
          {...order}
          holder="optional"
          onPaid={({ transaction }) => setSaid(`paid: ${transaction}`)}
          onDeclined={({ reason }) => setSaid(`declined: ${reason}`)}
        />
      )}
      <p id="said">{said}</p>
    </>
  );
}
