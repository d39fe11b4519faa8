//! Text that is dragged and dropped with the mouse.

use e2e::{
    Outcome, Setup,
    page::{Field, Keyboard},
    scenario,
};

#[test]
fn a_dropped_number_is_taken_like_a_pasted_one_or_left_alone() -> Outcome {
    scenario(Setup::default(), async |world| {
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
    scenario(Setup::default(), async |world| {
        let order = world.order().await?;
        let keyboard = Keyboard::on(world, Field::Holder).await?;
        keyboard.drop("4111 1111 1111 1111").await?;
        order.checkout().leave(Field::Holder).await?;
        order.checkout().complains(Field::Holder).await?;
        assert_eq!(order.checkout().text(Field::Holder).await?, "");
        Ok(())
    })
}
