//! Words that run from right to left.

use crate::browser::Browser;
use anyhow::Result;

const MIXED: &str = "HAIFA, Nov. 20 — The old bridge will be closed for 2 years, the port authority said on Friday.\n\n\
    “سنعيد بناءه حجرا حجرا”, said Nura Haddad (نورة حداد), the chair of the port authority. “Nobody should have to swim.”\n\n\
    Dan Levi (דן לוי), a shopkeeper, told 3 reporters: “The word ‘סולחה’ means a truce, and אף אחד לא ישחה.” He lives in Paris.\n\n\
    «سيغلق الجسر القديم لمدة 3 سنوات»، قالت نورة حداد لصحيفة Haaretz يوم الجمعة.\n";

pub async fn words_from_right_to_left(browser: &mut Browser) -> Result<()> {
    crate::correcting::paste(browser, MIXED).await?;
    browser.screenshot("directions").await?;
    Ok(())
}

pub async fn an_article_from_right_to_left(browser: &mut Browser) -> Result<()> {
    browser.open("/").await?;
    browser.paste("#input", MIXED).await?;
    Ok(())
}
