//! Which two of many are closest, kept up while they are joined: looking at all pairs before each joining would be cubic.

/// For each of some things the closest of those behind it.
#[derive(Debug)]
pub struct Nearest {
    rows: Vec<Option<(f32, usize)>>,
}

impl Nearest {
    /// Of all that are `alive`, in their order. `closeness` is none where two must not be joined.
    pub fn of(alive: &[usize], closeness: impl Fn(usize, usize) -> Option<f32>) -> Self {
        let rows = alive.iter().max().map_or(0, |last| last + 1);
        let mut nearest = Self {
            rows: vec![None; rows],
        };
        for &row in alive {
            nearest.look_again(row, alive, &closeness);
        }
        nearest
    }

    /// The two that are closest; of equal ones the first.
    pub fn closest(&self) -> Option<(usize, usize)> {
        let mut best: Option<(f32, usize, usize)> = None;
        for (a, row) in self.rows.iter().enumerate() {
            if let Some((closeness, b)) = *row
                && best.is_none_or(|(most, _, _)| closeness > most)
            {
                best = Some((closeness, a, b));
            }
        }
        best.map(|(_, a, b)| (a, b))
    }

    /// Finds the closest to one anew.
    pub fn look_again(
        &mut self,
        row: usize,
        alive: &[usize],
        closeness: impl Fn(usize, usize) -> Option<f32>,
    ) {
        self.rows[row] = None;
        for &other in &alive[alive.partition_point(|&other| other <= row)..] {
            self.offer(row, other, closeness(row, other));
        }
    }

    /// After `b` was joined to `a`, which is before it, and is no longer alive.
    pub fn joined(
        &mut self,
        a: usize,
        b: usize,
        alive: &[usize],
        closeness: impl Fn(usize, usize) -> Option<f32>,
    ) {
        self.rows[b] = None;
        self.look_again(a, alive, &closeness);
        for &row in alive.iter().take_while(|&&row| row < b) {
            match self.rows[row] {
                _ if row == a => {}
                Some((_, nearest)) if nearest == a || nearest == b => {
                    self.look_again(row, alive, &closeness);
                }
                Some(_) | None if row < a => self.offer(row, a, closeness(row, a)),
                Some(_) | None => {}
            }
        }
    }

    /// Takes another one for the closest if it is closer, or as close and before it.
    fn offer(&mut self, row: usize, other: usize, closeness: Option<f32>) {
        let Some(closeness) = closeness else { return };
        let is_closer = |(most, nearest): (f32, usize)| {
            closeness > most || closeness == most && other < nearest
        };
        if self.rows[row].is_none_or(is_closer) {
            self.rows[row] = Some((closeness, other));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// A table of closenesses that looks drawn and is always the same.
    fn table(things: usize) -> Vec<Vec<Option<f32>>> {
        let of = |a: usize, b: usize| {
            let drawn = (a.min(b) * 7919 + a.max(b) * 104_729) % 1009;
            (!drawn.is_multiple_of(5)).then_some((drawn / 16) as f32)
        };
        (0..things)
            .map(|a| (0..things).map(|b| of(a, b)).collect())
            .collect()
    }

    /// Joins all that may be joined: the pairs, and how often two were looked at.
    fn joinings(things: usize) -> (Vec<(usize, usize)>, usize) {
        let mut table = table(things);
        let mut alive: Vec<usize> = (0..things).collect();
        let looks = Cell::new(0);
        let look = |table: &[Vec<Option<f32>>], a: usize, b: usize| {
            looks.set(looks.get() + 1);
            table[a][b]
        };
        let mut nearest = Nearest::of(&alive, |a, b| look(&table, a, b));
        let mut joinings = Vec::new();
        while let Some((a, b)) = nearest.closest() {
            joinings.push((a, b));
            alive.retain(|&x| x != b);
            for &other in &alive {
                let both = table[a][other].zip(table[b][other]);
                let both = both.map(|(x, y)| ((x + y) / 2.0).floor());
                table[a][other] = both;
                table[other][a] = both;
            }
            nearest.joined(a, b, &alive, |a, b| look(&table, a, b));
        }
        (joinings, looks.get())
    }

    /// The same by looking at all pairs each time.
    fn plainly(things: usize) -> Vec<(usize, usize)> {
        let mut table = table(things);
        let mut alive: Vec<usize> = (0..things).collect();
        let mut joinings = Vec::new();
        loop {
            let mut best: Option<(f32, usize, usize)> = None;
            for (n, &a) in alive.iter().enumerate() {
                for &b in &alive[n + 1..] {
                    if let Some(close) = table[a][b]
                        && best.is_none_or(|(most, _, _)| close > most)
                    {
                        best = Some((close, a, b));
                    }
                }
            }
            let Some((_, a, b)) = best else {
                return joinings;
            };
            joinings.push((a, b));
            alive.retain(|&x| x != b);
            for &other in &alive {
                let both = table[a][other].zip(table[b][other]);
                let both = both.map(|(x, y)| ((x + y) / 2.0).floor());
                table[a][other] = both;
                table[other][a] = both;
            }
        }
    }

    #[test]
    fn they_are_joined_in_the_order_of_looking_at_all_pairs() {
        for things in [2, 3, 17, 60] {
            assert_eq!(joinings(things).0, plainly(things), "{things}");
        }
    }

    #[test]
    fn pairs_looked_at_grow_with_the_square_of_the_things() {
        let (few, many) = (joinings(60).1, joinings(240).1);
        assert!(many <= few * 32, "{few} {many}");
    }
}
