package org.imalink.http;

/** All routes of the server. */
final class Routes {
    private Routes() {}

    static RouteTable of(Parts parts, EventHub events) {
        var table = new RouteTable();
        new ServerController(parts.settings(), parts.database()).register(table);
        PhotoController.register(table);
        TimelineController.register(table);
        ImageFileController.register(table);
        AuthorController.register(table);
        ImportSessionController.register(table);
        FileStorageController.register(table);
        return table;
    }
}
