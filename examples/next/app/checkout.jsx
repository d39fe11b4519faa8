"use client";

import { CloudPaymentsCheckout } from "cloudpayments-checkout/react";
import { useEffect, useState } from "react";

import { newOrder } from "./shop.js";

// The server renders the bare tag with a place for it; its attributes come with the order.
export function Checkout() {
  const [order, setOrder] = useState({});
  const [said, setSaid] = useState("");

  useEffect(() => {
    newOrder().then(setOrder, (error) => setSaid(String(error)));
  }, []);

  return (
    <>
      <CloudPaymentsCheckout
        {...order}
        lang="en"
        onPaid={({ transaction }) => setSaid(`paid: ${transaction}`)}
        onDeclined={({ reason }) => setSaid(`declined: ${reason}`)}
      />
      <p id="said">{said}</p>
    </>
  );
}
