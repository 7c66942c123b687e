//! Calibration as a drawing in characters: across what was said, up what came.

use crate::backtest::Figures;

/// Columns and rows of the drawing.
const WIDE: usize = 41;
const HIGH: usize = 11;

/// The lines of the drawing.
pub fn plot(figures: &Figures) -> Vec<String> {
    let mut grid = vec![vec![' '; WIDE]; HIGH];
    let column = |share: f64| (share * (WIDE - 1) as f64).round() as usize;
    let row = |share: f64| HIGH - 1 - (share * (HIGH - 1) as f64).round() as usize;
    let true_word = |at: usize| row(at as f64 / (WIDE - 1) as f64);
    (0..WIDE).for_each(|at| grid[true_word(at)][at] = '.');
    for bin in &figures.bins {
        let at = column(bin.said).min(WIDE - 1);
        for line in &mut grid[row(bin.between.1)..=row(bin.between.0)] {
            line[at] = '|';
        }
        grid[row(bin.came())][at] = 'o';
    }
    let mut lines = vec!["  came".to_owned()];
    for (at, line) in grid.iter().enumerate() {
        let share = 100 - at * 10;
        let line: String = line.iter().collect();
        lines.push(format!("  {share:>3} % |{}", line.trim_end()));
    }
    lines.push(format!("        +{}", "-".repeat(WIDE)));
    lines.push(format!("         0 %{:>17}{:>20}", "50 %", "100 % said"));
    lines.push("  o what came, | between (95 %), . where it would be true to its word".to_owned());
    lines
}
