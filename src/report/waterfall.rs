//! Evidence in bits, one comparison after the other, so that it can be added up: "phone: same +17.9; employer: differs -1.2".

use crate::model::person::Evidence;

/// The steps from where a comparison starts to where it ends. Where something holds the sum back, that is said last.
pub fn waterfall(start: f64, evidence: &[Evidence]) -> Vec<String> {
    let mut steps = Vec::with_capacity(evidence.len() + 1);
    if start != 0.0 {
        steps.push(format!("before comparing {start:+.1}"));
    }
    let step = |e: &Evidence| format!("{}: {} {:+.1}", field_word(e.field), e.level, e.bits);
    let plain = evidence.iter().filter(|e| !e.is_veto() && !e.is_last());
    steps.extend(plain.map(step));
    let held = evidence.iter().filter(|e| e.is_veto());
    steps.extend(held.map(|e| format!("held at {:+.1}: {}", e.bits, e.text)));
    steps.extend(evidence.iter().filter(|e| e.is_last()).map(step));
    steps
}

/// The field as it is called in every list; certain keys are named by shorter words in the JSON.
pub fn field_word(field: &str) -> &str {
    match field {
        "email" => "e-mail",
        "profile" => "LinkedIn profile",
        "uid" => "vCard UID",
        other => other,
    }
}

/// Where a comparison ends, in bits; above 0 it is sooner one person than not.
pub fn total(start: f64, evidence: &[Evidence]) -> f64 {
    let plain = evidence.iter().filter(|e| !e.is_veto() && !e.is_last());
    let sum = start + plain.map(|e| e.bits).sum::<f64>();
    let limits = evidence.iter().filter(|e| e.is_veto()).map(|e| e.bits);
    let others = evidence.iter().filter(|e| e.is_last()).map(|e| e.bits);
    limits.fold(sum, f64::min) + others.sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(field: &'static str, level: &'static str, bits: f64) -> Evidence {
        Evidence {
            field,
            level,
            bits,
            text: "both words serve as both".into(),
        }
    }

    #[test]
    fn steps_add_up_and_a_veto_holds_them() {
        let mut list = vec![
            evidence("phone", "same", 17.94),
            evidence("employer", "differs", -1.2),
        ];
        assert_eq!(
            waterfall(-11.0, &list).join("; "),
            "before comparing -11.0; phone: same +17.9; employer: differs -1.2"
        );
        assert!((total(-11.0, &list) - 5.74).abs() < 1e-9);
        list.insert(0, evidence(Evidence::VETO, "holds back", -0.5));
        assert_eq!(total(-11.0, &list), -0.5);
        assert_eq!(
            waterfall(-11.0, &list).last().map(String::as_str),
            Some("held at -0.5: both words serve as both")
        );
    }
}
