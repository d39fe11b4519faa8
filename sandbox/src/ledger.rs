//! All operations since the sandbox started, and the cryptograms already used.

use std::collections::{BTreeMap, HashSet};

use crate::transaction::{Operation, Transaction};

/// The gateway's memory. It is lost at the end of the process, and the sandbox says so when it starts.
#[derive(Debug)]
pub(crate) struct Ledger {
    next_id: u64,
    transactions: BTreeMap<u64, Transaction>,
    used_packets: HashSet<[u8; 32]>,
}

impl Ledger {
    /// An empty ledger. Its numbers start at ten per second since 1970, so they are above 2^32 and a restart does not give
    /// out again what a store has in its database.
    pub(crate) fn starting_at(now_ms: i64) -> Self {
        let next_id = u64::try_from(now_ms / 100).unwrap_or(0).max(LOWEST_ID);
        Self { next_id, transactions: BTreeMap::new(), used_packets: HashSet::new() }
    }

    /// Forgets everything but the numbers given out.
    pub(crate) fn clear(&mut self) {
        self.transactions.clear();
        self.used_packets.clear();
    }

    /// Takes the next number.
    pub(crate) fn take_id(&mut self) -> u64 {
        let id = self.next_id;
        self.next_id += 1;
        id
    }

    /// Marks a packet as used; false when it was already.
    pub(crate) fn use_packet(&mut self, fingerprint: [u8; 32]) -> bool {
        self.used_packets.insert(fingerprint)
    }

    /// Writes an operation down, new or changed.
    pub(crate) fn put(&mut self, transaction: Transaction) {
        self.transactions.insert(transaction.id, transaction);
    }

    /// The operation with this number.
    pub(crate) fn get(&self, id: u64) -> Option<&Transaction> {
        self.transactions.get(&id)
    }

    /// The operation with this number, to change it.
    pub(crate) fn get_mut(&mut self, id: u64) -> Option<&mut Transaction> {
        self.transactions.get_mut(&id)
    }

    /// The last operation of an order, with refunds or payments only.
    pub(crate) fn find(&self, invoice_id: &str, with_refunds: bool) -> Option<&Transaction> {
        self.transactions.values().rev().find(|transaction| {
            transaction.order.invoice_id.as_deref() == Some(invoice_id)
                && (with_refunds || transaction.operation == Operation::Payment)
        })
    }

    /// All operations, oldest first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Transaction> {
        self.transactions.values()
    }
}

/// Just above what fits in 32 bits.
const LOWEST_ID: u64 = 1 << 33;
