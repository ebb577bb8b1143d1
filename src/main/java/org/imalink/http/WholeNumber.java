package org.imalink.http;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A whole number; also as a number without a fraction, as text that holds one, and true and false as 1 and 0.
 *
 * @param least inclusive
 * @param most inclusive
 */
record WholeNumber(long least, long most) implements Kind<Long> {
    /** What the database can hold as an id. */
    static final WholeNumber ANY = new WholeNumber(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Longer texts are not looked at: parsing them takes time, and no limit allows them. */
    private static final int LONGEST_TEXT = 4300;

    private static final Pattern TEXT = Pattern.compile("([+-]?[0-9]+(?:_[0-9]+)*)(?:\\.0*)?");

    static WholeNumber between(long least, long most) {
        return new WholeNumber(least, most);
    }

    @Override
    public @Nullable Long read(JsonNode sent, List<Object> location, Mistakes mistakes) {
        var number = number(sent, location, mistakes);
        if (number == null) {
            return null;
        }
        if (number.compareTo(BigInteger.valueOf(least)) < 0) {
            mistakes.add(
                    "greater_than_equal",
                    location,
                    "Input should be greater than or equal to " + least,
                    sent,
                    Map.of("ge", least));
            return null;
        }
        if (number.compareTo(BigInteger.valueOf(most)) > 0) {
            mistakes.add(
                    "less_than_equal",
                    location,
                    "Input should be less than or equal to " + most,
                    sent,
                    Map.of("le", most));
            return null;
        }
        return number.longValueExact();
    }

    private static @Nullable BigInteger number(JsonNode sent, List<Object> location, Mistakes mistakes) {
        return switch (sent.getNodeType()) {
            case NUMBER -> sent.isIntegralNumber() ? sent.bigIntegerValue() : ofFraction(sent, location, mistakes);
            case BOOLEAN -> sent.booleanValue() ? BigInteger.ONE : BigInteger.ZERO;
            case STRING -> ofText(sent, location, mistakes);
            case ARRAY, OBJECT, NULL, MISSING, BINARY, POJO -> {
                mistakes.add("int_type", location, "Input should be a valid integer", sent);
                yield null;
            }
        };
    }

    private static @Nullable BigInteger ofFraction(JsonNode sent, List<Object> location, Mistakes mistakes) {
        double value = sent.doubleValue();
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            mistakes.add("finite_number", location, "Input should be a finite number", sent);
            return null;
        }
        if (value != Math.rint(value)) {
            mistakes.add(
                    "int_from_float",
                    location,
                    "Input should be a valid integer, got a number with a fractional part",
                    sent);
            return null;
        }
        // Beyond 2^63 both this and any limit are exceeded, so that the rounding of the cast does not matter.
        return Math.abs(value) < 0x1p63
                ? BigInteger.valueOf((long) value)
                : BigInteger.TWO.pow(64).multiply(BigInteger.valueOf((long) Math.signum(value)));
    }

    private static @Nullable BigInteger ofText(JsonNode sent, List<Object> location, Mistakes mistakes) {
        var text = sent.stringValue().strip();
        if (text.length() > LONGEST_TEXT) {
            mistakes.add(
                    "int_parsing_size",
                    location,
                    "Unable to parse input string as an integer, exceeded maximum size",
                    sent);
            return null;
        }
        var digits = TEXT.matcher(text);
        if (!digits.matches()) {
            mistakes.add(
                    "int_parsing",
                    location,
                    "Input should be a valid integer, unable to parse string as an integer",
                    sent);
            return null;
        }
        return new BigInteger(digits.group(1).replace("_", ""));
    }
}
