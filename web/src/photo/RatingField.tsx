import { StarIcon } from "../elements/icons";
import { useMessages } from "../messages/language";

export interface RatingFieldProps {
  rating: number | null;
  onChange(rating: number | null): void;
}

/** One to five stars, as radio buttons; the chosen star pressed again takes the rating away. */
export function RatingField({ rating, onChange }: RatingFieldProps) {
  const messages = useMessages();
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{messages.editor.rating}</legend>
      <div className="-ml-1.5 flex items-center">
        {[1, 2, 3, 4, 5].map((stars) => {
          const filled = stars <= (rating ?? 0);
          return (
            <label
              key={stars}
              className={`cursor-pointer rounded-md p-1.5 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent ${filled ? "text-star" : "text-muted hover:text-star"}`}
            >
              <input
                type="radio"
                name="rating"
                value={stars}
                checked={rating === stars}
                onChange={() => onChange(stars)}
                onClick={() => rating === stars && onChange(null)}
                className="sr-only"
              />
              <span className="sr-only">{messages.editor.stars(stars)}</span>
              <StarIcon filled={filled} className="size-6" />
            </label>
          );
        })}
        {rating !== null && (
          <button
            type="button"
            onClick={() => onChange(null)}
            className="ml-1 rounded-md px-2 py-1 text-sm text-muted hover:bg-sunken hover:text-ink"
          >
            {messages.editor.clearRating}
          </button>
        )}
      </div>
    </fieldset>
  );
}
