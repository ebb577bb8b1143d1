package org.imalink.http;

import static org.imalink.http.Caller.VIEWER;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.imalink.ingest.ImportReason;
import org.imalink.ingest.Upload;
import org.imalink.ingest.Uploads;

/**
 * Files that clients send. An upload is agreed on first, then each file comes in pieces, each behind what is already here, so
 * that a broken connection costs nothing but the piece; at the end all are imported together.
 */
final class UploadController {
    private static final long LARGEST_PIECE = 64L << 20;
    private static final Pattern DIGEST = Pattern.compile("sha-256=:([A-Za-z0-9+/]{43}=):");
    private static final Pattern OFFSET = Pattern.compile("\\d{1,18}");

    private static final Field<List<Upload.Wanted>> FILES = Field.required("files", ListOf.any(WantedFile.ANY));
    private static final Field<String> TITLE = Field.optional("title", Text.length(0, 255));
    private static final Field<String> AUTHOR = Field.optional("author", Text.length(0, 255));
    private static final Field<String> UUID = Field.required("uuid", Text.ANY);
    private static final WholeNumber PLACE = WholeNumber.between(0, Uploads.MOST_FILES - 1);
    private static final Field<Long> NUMBER = Field.required("number", PLACE);
    private static final Field<List<Long>> WITHOUT =
            Field.optional("without", new ListOf<>(PLACE, 0, Uploads.MOST_FILES));

    private final Uploads uploads;

    UploadController(Uploads uploads) {
        this.uploads = uploads;
    }

    void register(RouteTable table) {
        var one = Inputs.path(UUID);
        var wanted = Inputs.NONE.body(List.of(FILES, TITLE, AUTHOR));
        var whole = one.optionalBody(List.of(WITHOUT));
        var piece = "/api/v1/uploads/{uuid}/files/{number}";
        table.free("POST", "/api/v1/uploads", VIEWER, Effect.WRITE, wanted, this::begin);
        table.free("GET", "/api/v1/uploads/{uuid}", VIEWER, Effect.READ, one, this::get);
        table.free("DELETE", "/api/v1/uploads/{uuid}", VIEWER, Effect.WRITE, one, this::cancel);
        table.free("PATCH", piece, VIEWER, Effect.WRITE, Inputs.path(UUID, NUMBER), this::append);
        table.free("POST", "/api/v1/uploads/{uuid}/complete", VIEWER, Effect.WRITE, whole, this::complete);
    }

    private Answer begin(Call call) throws IOException {
        var upload = uploads.begin(call.scope(), call.get(FILES), call.find(TITLE), call.find(AUTHOR));
        return answer(upload).status(201).with("Location", "/api/v1/uploads/" + upload.uuid());
    }

    private Answer get(Call call) throws IOException {
        var uuid = call.get(UUID);
        return answer(uploads.find(call.scope(), uuid).orElseThrow(() -> Failure.missing("Upload", uuid)));
    }

    private Answer append(Call call) throws IOException, InterruptedException {
        long length = call.contentLength();
        if (length < 0) {
            throw Failure.of(411, Problem.BAD_REQUEST, "The request must say its Content-Length.")
                    .with("Connection", "close");
        }
        if (length > LARGEST_PIECE) {
            throw BodyReader.tooLarge();
        }
        var file = uploads.append(
                call.scope(),
                call.get(UUID),
                Math.toIntExact(call.get(NUMBER)),
                offset(call),
                length,
                call.body(),
                digest(call));
        return Answer.object(out -> write(out, file));
    }

    private static long offset(Call call) {
        var offset = call.header("Upload-Offset");
        if (offset == null || !OFFSET.matcher(offset).matches()) {
            throw Failure.of(
                    400, Problem.BAD_REQUEST, "The header Upload-Offset must say where in the file the piece begins.");
        }
        return Long.parseLong(offset);
    }

    /** As RFC 9530 has it; other algorithms are not looked at. */
    private static Optional<byte[]> digest(Call call) {
        var header = call.header("Content-Digest");
        if (header == null) {
            return Optional.empty();
        }
        var digest = DIGEST.matcher(header);
        return digest.find() ? Optional.of(Base64.getDecoder().decode(digest.group(1))) : Optional.empty();
    }

    private Answer complete(Call call) throws IOException, InterruptedException {
        var without = Optional.ofNullable(call.find(WITHOUT)).orElse(List.of()).stream()
                .map(Math::toIntExact)
                .collect(Collectors.toSet());
        return JobController.answer(uploads.complete(call.scope(), call.get(UUID), without))
                .status(202);
    }

    private Answer cancel(Call call) throws IOException, InterruptedException {
        uploads.cancel(call.scope(), call.get(UUID));
        return Answer.success("Upload cancelled successfully");
    }

    private static Answer answer(Upload upload) {
        return Answer.object(out -> out.field("uuid", upload.uuid())
                .field("title", upload.title())
                .field("author", upload.author())
                .field("job_id", upload.jobId())
                .field("created_at", upload.createdAt())
                .array("files", upload.files(), (list, file) -> list.object(file, UploadController::write)));
    }

    private static void write(JsonWriter out, Upload.File file) {
        out.field("number", file.number())
                .field("name", file.name())
                .field("size", file.size())
                .field("received", file.received())
                .field("refused", file.refused().map(ImportReason::code).orElse(null));
    }
}
