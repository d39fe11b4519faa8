//! The words of the bank's page in three languages.

use crate::culture::Culture;

/// One language's words. `{}` stands for a number.
pub(crate) struct Words {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) merchant: &'static str,
    pub(crate) amount: &'static str,
    pub(crate) card: &'static str,
    pub(crate) phone: &'static str,
    pub(crate) sms: &'static str,
    pub(crate) code: &'static str,
    pub(crate) approve: &'static str,
    pub(crate) resend: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) wrong_two: &'static str,
    pub(crate) wrong_one: &'static str,
    pub(crate) resent: &'static str,
    pub(crate) passed: &'static str,
    pub(crate) failed: &'static str,
    pub(crate) cancelled: &'static str,
    pub(crate) back: &'static str,
    pub(crate) sandbox: &'static str,
    pub(crate) error_title: &'static str,
    pub(crate) error_pa_req: &'static str,
    pub(crate) error_md: &'static str,
    pub(crate) error_term_url: &'static str,
}

impl Words {
    /// The words of a language.
    pub(crate) fn of(culture: Culture) -> &'static Self {
        match culture {
            Culture::Russian => &RUSSIAN,
            Culture::English => &ENGLISH,
            Culture::Kazakh => &KAZAKH,
        }
    }
}

static ENGLISH: Words = Words {
    title: "Confirm the payment",
    lead: "Enter the code your bank has sent to your phone.",
    merchant: "Merchant",
    amount: "Amount",
    card: "Card",
    phone: "What your phone would get",
    sms: "Code for the payment:",
    code: "Code from the SMS",
    approve: "Confirm",
    resend: "Send a new code",
    cancel: "Cancel",
    wrong_two: "Wrong code. Two tries left.",
    wrong_one: "Wrong code. One try left.",
    resent: "A new code has been sent. The old one no longer works.",
    passed: "The bank has confirmed you",
    failed: "Three wrong codes. The bank has not confirmed you",
    cancelled: "You have cancelled the payment",
    back: "Back to the store",
    sandbox: "Sandbox: no real bank, no real money.",
    error_title: "The bank cannot open this page",
    error_pa_req: "PaReq is unknown to this bank. The sandbox forgets payments when it restarts: start the payment again.",
    error_md: "MD does not name the payment that PaReq is about.",
    error_term_url: "TermUrl must be a full http or https address.",
};

static RUSSIAN: Words = Words {
    title: "Подтверждение платежа",
    lead: "Введите код, который банк отправил на ваш телефон.",
    merchant: "Магазин",
    amount: "Сумма",
    card: "Карта",
    phone: "Что пришло бы на телефон",
    sms: "Код для оплаты:",
    code: "Код из SMS",
    approve: "Подтвердить",
    resend: "Отправить новый код",
    cancel: "Отмена",
    wrong_two: "Неверный код. Осталось две попытки.",
    wrong_one: "Неверный код. Осталась одна попытка.",
    resent: "Новый код отправлен. Прежний больше не действует.",
    passed: "Банк подтвердил вас",
    failed: "Код трижды введён неверно. Банк вас не подтвердил",
    cancelled: "Вы отменили платёж",
    back: "Вернуться в магазин",
    sandbox: "Песочница: ни настоящего банка, ни настоящих денег.",
    error_title: "Банк не может открыть эту страницу",
    error_pa_req: "Банк не знает такого PaReq. Песочница забывает платежи при перезапуске: начните оплату заново.",
    error_md: "MD не совпадает с платежом из PaReq.",
    error_term_url: "TermUrl должен быть полным адресом http или https.",
};

static KAZAKH: Words = Words {
    title: "Төлемді растау",
    lead: "Банк телефоныңызға жіберген кодты енгізіңіз.",
    merchant: "Дүкен",
    amount: "Сома",
    card: "Карта",
    phone: "Телефонға келетін хабарлама",
    sms: "Төлем коды:",
    code: "SMS-тегі код",
    approve: "Растау",
    resend: "Жаңа код жіберу",
    cancel: "Бас тарту",
    wrong_two: "Код қате. Екі әрекет қалды.",
    wrong_one: "Код қате. Бір әрекет қалды.",
    resent: "Жаңа код жіберілді. Бұрынғысы енді жарамсыз.",
    passed: "Банк сізді растады",
    failed: "Код үш рет қате енгізілді. Банк сізді растамады",
    cancelled: "Сіз төлемнен бас тарттыңыз",
    back: "Дүкенге оралу",
    sandbox: "Сынақ ортасы: нағыз банк та, нағыз ақша да жоқ.",
    error_title: "Банк бұл бетті аша алмайды",
    error_pa_req: "Банк мұндай PaReq білмейді. Сынақ ортасы қайта іске қосылғанда төлемдерді ұмытады: төлемді қайта бастаңыз.",
    error_md: "MD мәні PaReq көрсететін төлемге сәйкес емес.",
    error_term_url: "TermUrl толық http немесе https мекенжайы болуы керек.",
};
