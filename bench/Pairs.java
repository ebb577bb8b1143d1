import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Measurements in pairs: what is measured and its reference, one after the other, so that a busy machine slows both. */
final class Pairs {
    private static final int RESAMPLES = 4000;

    private final List<Double> ours = new ArrayList<>();
    private final List<Double> reference = new ArrayList<>();

    /** A measurement that takes a time or gives a rate; any unit, larger than 0. */
    interface Measurement {
        double take() throws Exception;
    }

    /** Takes both, in random order. */
    void measure(Random random, Measurement us, Measurement them) throws Exception {
        boolean first = random.nextBoolean();
        double own = first ? us.take() : 0;
        double other = them.take();
        add(first ? own : us.take(), other);
    }

    void add(double own, double other) {
        ours.add(own);
        reference.add(other);
    }

    double ours() {
        return median(ours);
    }

    double reference() {
        return median(reference);
    }

    /** The median of ours divided by the reference. */
    double ratio() {
        return median(ratios());
    }

    /** The 95 % interval of the median ratio, by the bootstrap. */
    double[] interval() {
        var ratios = ratios();
        var random = new Random(1);
        var medians = new double[RESAMPLES];
        for (int sample = 0; sample < RESAMPLES; sample++) {
            var drawn = new ArrayList<Double>();
            for (int index = 0; index < ratios.size(); index++) {
                drawn.add(ratios.get(random.nextInt(ratios.size())));
            }
            medians[sample] = median(drawn);
        }
        Arrays.sort(medians);
        return new double[] {medians[RESAMPLES / 40], medians[RESAMPLES - 1 - RESAMPLES / 40]};
    }

    private List<Double> ratios() {
        var ratios = new ArrayList<Double>();
        for (int index = 0; index < ours.size(); index++) {
            ratios.add(ours.get(index) / reference.get(index));
        }
        return ratios;
    }

    /** The value that so many percent of them do not exceed; 0 of none. */
    static double percentile(List<Double> values, int percent) {
        var sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) ((sorted.size() - 1) * (long) percent / 100));
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
