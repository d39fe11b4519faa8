//! Programs in the database.

use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Books, Trouble, fit};
use crate::price;
use crate::sold::{Program, Words};

/// Reads programs; every column is named, as with attempts.
macro_rules! select {
    ($which:literal) => {
        concat!(
            "SELECT id, amount, currency, title_kk, title_ru, title_en, summary_kk, summary_ru, summary_en FROM programs ",
            $which
        )
    };
}

impl Books {
    /// Writes the programs of the file; one that is there already gets the file's words and price, one that the file has no more
    /// goes off sale.
    pub(crate) async fn sell(&self, programs: &[Program]) -> Result<(), Trouble> {
        let mut tx = self.begin().await?;
        sqlx::query("UPDATE programs SET on_sale = 0").execute(&mut *tx).await?;
        for (place, program) in programs.iter().enumerate() {
            sqlx::query(
                "INSERT INTO programs (id, place, amount, currency, title_kk, title_ru, title_en, summary_kk, summary_ru, summary_en)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                 ON CONFLICT (id) DO UPDATE SET on_sale = 1, place = excluded.place, amount = excluded.amount, currency = excluded.currency,
                   title_kk = excluded.title_kk, title_ru = excluded.title_ru, title_en = excluded.title_en,
                   summary_kk = excluded.summary_kk, summary_ru = excluded.summary_ru, summary_en = excluded.summary_en",
            )
            .bind(&program.id)
            .bind(i64::try_from(place).unwrap_or(i64::MAX))
            .bind(price::parse(&program.amount, &program.currency).unwrap_or_default())
            .bind(&program.currency)
            .bind(&program.title.kk)
            .bind(&program.title.ru)
            .bind(&program.title.en)
            .bind(&program.summary.kk)
            .bind(&program.summary.ru)
            .bind(&program.summary.en)
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await
    }

    /// Every program on sale, in the file's order.
    pub(crate) async fn programs(&self) -> Result<Vec<Program>, Trouble> {
        let rows = sqlx::query(select!("WHERE on_sale = 1 ORDER BY place, id")).fetch_all(&self.pool).await?;
        rows.iter().map(program).collect()
    }

    /// One program, if it is on sale.
    pub(crate) async fn on_sale(&self, id: &str) -> Result<Option<Program>, Trouble> {
        self.one(select!("WHERE id = $1 AND on_sale = 1"), id).await
    }

    /// One program, on sale or not any more.
    pub(crate) async fn program(&self, id: &str) -> Result<Option<Program>, Trouble> {
        self.one(select!("WHERE id = $1"), id).await
    }

    async fn one(&self, sql: &'static str, id: &str) -> Result<Option<Program>, Trouble> {
        let row = sqlx::query(sql).bind(fit(id)).fetch_optional(&self.pool).await?;
        row.as_ref().map(program).transpose()
    }
}

fn program(row: &AnyRow) -> Result<Program, Trouble> {
    let currency: String = row.try_get("currency")?;
    Ok(Program {
        id: row.try_get("id")?,
        amount: price::text(row.try_get("amount")?, &currency),
        currency,
        title: Words { kk: row.try_get("title_kk")?, ru: row.try_get("title_ru")?, en: row.try_get("title_en")? },
        summary: Words {
            kk: row.try_get("summary_kk")?,
            ru: row.try_get("summary_ru")?,
            en: row.try_get("summary_en")?,
        },
    })
}
