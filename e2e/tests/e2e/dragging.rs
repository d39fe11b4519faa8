//! Text that is dragged and dropped with the mouse.

use e2e::{
    Need, Outcome, Setup,
    page::{Field, Keyboard},
    scenario,
};

#[test]
fn a_dropped_number_is_taken_like_a_pasted_one_or_left_alone() -> Outcome {
    scenario(Setup { needs: &[Need::Mouse], ..Setup::default() }, async |world| {
        world.order().await?;
        for (text, wanted) in [
            ("4111-1111-1111-1111", "4111 1111 1111 1111"),
            ("4111\u{A0}1111\u{A0}1111\u{A0}1111", "4111 1111 1111 1111"),
            ("Card: 5555 5555 5555 4444", "5555 5555 5555 4444"),
        ] {
            let keyboard = Keyboard::on(world, Field::Number).await?;
            keyboard.drop(text).await?;
            assert_eq!(keyboard.line().await?.0, wanted, "{text}");
        }
        Ok(())
    })
}

#[test]
fn a_card_number_dropped_on_the_name_is_not_kept_there() -> Outcome {
    scenario(Setup { needs: &[Need::Mouse], ..Setup::default() }, async |world| {
        let order = world.order().await?;
        let keyboard = Keyboard::on(world, Field::Holder).await?;
        keyboard.drop("4111 1111 1111 1111").await?;
        order.checkout().leave(Field::Holder).await?;
        order.checkout().complains(Field::Holder).await?;
        assert_eq!(order.checkout().text(Field::Holder).await?, "");
        Ok(())
    })
}

#[test]
fn digits_dragged_within_their_field_land_where_they_are_dropped_and_none_is_lost_or_doubled() -> Outcome {
    scenario(Setup { needs: &[Need::Mouse], ..Setup::default() }, async |world| {
        world.order().await?;
        for (field, typed, (from, to), place, wanted) in [
            (Field::Number, NUMBER, (5, 9), 19, ("4123 8901 2345 4567", 19)),
            (Field::Number, NUMBER, (5, 10), 19, ("4123 8901 2345 4567", 19)),
            (Field::Number, NUMBER, (10, 14), 4, ("4123 8901 4567 2345", 9)),
            (Field::Number, NUMBER, (15, 19), 0, ("2345 4123 4567 8901", 4)),
            (Field::Number, NUMBER, (6, 8), 17, ("4123 4789 0123 5645", 17)),
            (Field::Number, NUMBER, (18, 19), 2, ("4152 3456 7890 1234", 3)),
            (Field::Number, "41234", (0, 1), 6, ("1234 4", 6)),
            (Field::Expiry, "12/34", (5, 7), 0, ("34 / 12", 2)),
            (Field::Code, "123", (0, 1), 3, ("231", 3)),
            (Field::Holder, "ALIYA KASSYMKYZY", (0, 6), 16, ("KASSYMKYZYALIYA ", 16)),
        ] {
            let about = format!("{from}..{to} of {typed:?} to {place}");
            let keyboard = Keyboard::on(world, field).await?;
            keyboard.keys(typed).await?.select(from, to).await?.drag(place).await?;
            let (text, caret) = keyboard.line().await?;
            assert_eq!((text.as_str(), caret), wanted, "{about}");
            // What the form thinks is what it shows.
            keyboard.keys("<Backspace>").await?;
            let (text, _) = keyboard.line().await?;
            assert!(text.len() < wanted.0.len(), "{about}, then Backspace: {text:?}");
        }
        Ok(())
    })
}

#[test]
fn digits_dropped_where_they_were_stay() -> Outcome {
    scenario(Setup { needs: &[Need::Mouse], ..Setup::default() }, async |world| {
        world.order().await?;
        let keyboard = Keyboard::on(world, Field::Number).await?;
        keyboard.keys(NUMBER).await?.select(5, 14).await?.drag(7).await?;
        assert_eq!(keyboard.line().await?.0, "4123 4567 8901 2345");
        Ok(())
    })
}

#[test]
fn digits_dragged_to_another_field_are_gone_from_their_own() -> Outcome {
    scenario(Setup { needs: &[Need::Mouse], ..Setup::default() }, async |world| {
        let order = world.order().await?;
        let keyboard = Keyboard::on(world, Field::Number).await?;
        keyboard.keys("4123 4567 123").await?.select(10, 13).await?.drag_to(Field::Code).await?;
        order.checkout().leave(Field::Code).await?;
        assert_eq!(order.checkout().text(Field::Code).await?, "123");
        assert_eq!(order.checkout().text(Field::Number).await?, "4123 4567");
        Ok(())
    })
}

const NUMBER: &str = "4123456789012345";
