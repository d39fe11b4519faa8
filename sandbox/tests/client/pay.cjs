// What a store does with the published client: test, charge, find, refund. Prints what the client made of the answers.
"use strict";

const { ClientService } = require("cloudpayments");

const settings = { publicId: "test_api_00000000000000000000001", privateKey: "sandbox-secret", endpoint: process.env.SANDBOX_URL };
const service = new ClientService(settings);
const api = service.getClientApi();
const order = (packet, InvoiceId) => ({
  Amount: 10, Currency: "KZT", IpAddress: "203.0.113.7", InvoiceId, CardCryptogramPacket: packet, Name: "CARD HOLDER",
});

async function main() {
  // The client's own ping() sends no password, which the gateway answers with 401 as the documentation says; call() does.
  const test = await api.call("/test", {});
  const charged = await api.chargeCryptogramPayment(order(process.env.PLAIN_PACKET, "N-1"));
  const secure = await api.chargeCryptogramPayment(order(process.env.SECURE_PACKET, "N-2"));
  const poor = await api.chargeCryptogramPayment(order(process.env.POOR_PACKET, "N-3"));
  const { TransactionId } = charged.getResponse().Model;
  const found = await api.findPaymentByInvoiceId({ InvoiceId: "N-1" });
  const refunded = await api.refundPayment({ TransactionId, Amount: 4 });
  const again = await api.refundPayment({ TransactionId, Amount: 7 });
  // A notification the sandbox has sent: the client checks its signature with the password.
  const { WEBHOOK_BODY: payload, WEBHOOK_SIGNATURE: signature } = process.env;
  const webhook = await service.getNotificationHandlers().handlePayRequest({ payload, signature }, async () => 0);
  return {
    test: test.Success,
    charged: { paid: charged.isPaymentSuccessResponse(), challenge: charged.isPayment3DSResponse(), status: charged.getResponse().Model.Status },
    secure: { paid: secure.isPaymentSuccessResponse(), challenge: secure.isPayment3DSResponse() },
    poor: { paid: poor.isPaymentSuccessResponse(), challenge: poor.isPayment3DSResponse(), reason: poor.getResponse().Model.ReasonCode },
    found: { paid: found.isPaymentSuccessResponse(), same: found.getResponse().Model.TransactionId === TransactionId },
    refunded: refunded.isSuccess(),
    refundedAgain: again.getMessage(),
    webhook: webhook.response,
  };
}

main().then(
  (seen) => console.log(JSON.stringify(seen)),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
